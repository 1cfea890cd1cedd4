package org.gradientatlas.train.nd4j.vector.activation;

import java.nio.ByteBuffer;
import java.util.function.DoubleSupplier;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.train.nd4j.kernel.SoftmaxKernels;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.vector.jit.IsolatedCall;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/**
 * A softmax in stages, see {@link StagedActivation}. Rows are filled up to whole vectors; a NaN
 * makes its row NaN.
 */
public final class VectorSoftmax implements SoftmaxKernels {
  private static final float[] INDICES = new float[Lanes.COUNT];

  static {
    for (int i = 0; i < INDICES.length; i++) {
      INDICES[i] = i;
    }
  }

  private final int counted;
  private final int columns;
  private final boolean causal;
  private final IsolatedCall apart = new IsolatedCall();

  // Created once, with their data in fields, so that a step allocates nothing.
  private final DoubleSupplier distances = this::distances;
  private final DoubleSupplier exponentials = this::exponentials;
  private final DoubleSupplier shares = this::shares;
  private final DoubleSupplier slopes = this::slopes;
  private ByteBuffer weights = ByteBuffer.allocateDirect(0);
  private ByteBuffer deltas = weights;
  private int from;
  private int count;

  /**
   * @param counted the columns that count
   */
  public VectorSoftmax(int counted, boolean causal) {
    this.counted = counted;
    this.columns = Lanes.whole(counted + Lanes.COUNT - 1);
    this.causal = causal;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public void weigh(Tensor scores, int from, int count) {
    this.weights = scores.bytes();
    this.from = from;
    this.count = count;
    apart.number(distances);
    apart.number(exponentials);
    apart.number(shares);
  }

  @Override
  public void differentiate(Tensor weights, int from, int count, Tensor delta) {
    this.weights = weights.bytes();
    this.deltas = delta.bytes();
    this.from = from;
    this.count = count;
    apart.number(slopes);
  }

  /** Scores become their distances to the row's greatest, infinite where they do not count. */
  private double distances() {
    ByteBuffer bytes = weights;
    for (int row = from; row < from + count; row++) {
      distances(bytes, row * columns, causal ? row % counted + 1 : counted);
    }
    return 0;
  }

  private void distances(ByteBuffer bytes, int start, int seen) {
    FloatVector most = Lanes.all(Float.NEGATIVE_INFINITY);
    FloatVector none = Lanes.all(Float.NEGATIVE_INFINITY);
    int whole = Lanes.whole(seen);
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      most = Lanes.load(bytes, (start + i) * Float.BYTES).max(most);
    }
    if (whole < seen) {
      FloatVector rest = Lanes.load(bytes, (start + whole) * Float.BYTES);
      most = none.blend(rest, below(seen - whole)).max(most);
    }
    FloatVector greatest = Lanes.all(none.max(most).reduceLanes(VectorOperators.MAX));
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      int at = (start + i) * Float.BYTES;
      Lanes.store(greatest.sub(Lanes.load(bytes, at)), bytes, at);
    }
    FloatVector far = Lanes.all(Float.POSITIVE_INFINITY);
    if (whole < seen) {
      int at = (start + whole) * Float.BYTES;
      FloatVector rest = greatest.sub(Lanes.load(bytes, at));
      Lanes.store(far.blend(rest, below(seen - whole)), bytes, at);
      whole += Lanes.COUNT;
    }
    for (int i = whole; i < columns; i += Lanes.COUNT) {
      Lanes.store(far, bytes, (start + i) * Float.BYTES);
    }
  }

  /** The lanes of an index below a number. */
  private static VectorMask<Float> below(int end) {
    return Lanes.load(INDICES, 0).compare(VectorOperators.LT, end);
  }

  private double exponentials() {
    ByteBuffer bytes = weights;
    for (int i = from * columns; i < (from + count) * columns; i += Lanes.COUNT) {
      int at = i * Float.BYTES;
      Lanes.store(Exponential.ofMinus(Lanes.sizes(Lanes.load(bytes, at))), bytes, at);
    }
    return 0;
  }

  private double shares() {
    ByteBuffer bytes = weights;
    for (int row = from; row < from + count; row++) {
      share(bytes, row * columns);
    }
    return 0;
  }

  private void share(ByteBuffer bytes, int start) {
    FloatVector sum = Lanes.all(0);
    for (int i = start; i < start + columns; i += Lanes.COUNT) {
      sum = Lanes.load(bytes, i * Float.BYTES).add(sum);
    }
    float factor = 1 / Lanes.all(0).add(sum).reduceLanes(VectorOperators.ADD);
    for (int i = start; i < start + columns; i += Lanes.COUNT) {
      int at = i * Float.BYTES;
      Lanes.store(Lanes.load(bytes, at).mul(factor), bytes, at);
    }
  }

  private double slopes() {
    ByteBuffer shares = weights;
    ByteBuffer bytes = deltas;
    for (int row = 0; row < count; row++) {
      slopes(shares, (from + row) * columns, bytes, row * columns);
    }
    return 0;
  }

  private void slopes(ByteBuffer shares, int start, ByteBuffer bytes, int to) {
    int whole = Lanes.whole(counted);
    FloatVector sum = Lanes.all(0);
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      FloatVector share = Lanes.load(shares, (start + i) * Float.BYTES);
      sum = Lanes.load(bytes, (to + i) * Float.BYTES).fma(share, sum);
    }
    FloatVector zero = Lanes.all(0);
    if (whole < counted) {
      FloatVector share = Lanes.load(shares, (start + whole) * Float.BYTES);
      FloatVector rest = Lanes.load(bytes, (to + whole) * Float.BYTES);
      sum = zero.blend(rest, below(counted - whole)).fma(share, sum);
    }
    float mean = zero.add(sum).reduceLanes(VectorOperators.ADD);
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      int at = (to + i) * Float.BYTES;
      FloatVector share = Lanes.load(shares, (start + i) * Float.BYTES);
      Lanes.store(Lanes.load(bytes, at).sub(mean).mul(share), bytes, at);
    }
    if (whole < counted) {
      int at = (to + whole) * Float.BYTES;
      FloatVector share = Lanes.load(shares, (start + whole) * Float.BYTES);
      FloatVector rest = Lanes.load(bytes, at).sub(mean).mul(share);
      Lanes.store(zero.blend(rest, below(counted - whole)), bytes, at);
    }
  }
}
