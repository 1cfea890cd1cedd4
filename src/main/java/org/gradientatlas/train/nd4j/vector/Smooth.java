package org.gradientatlas.train.nd4j.vector;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.DoubleSupplier;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.train.nd4j.Sums;
import org.gradientatlas.train.nd4j.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * An activation whose derivative is taken from the pre-activation: the loops over columns, for
 * biases and their gradients, are here, and a {@link Formula} has those over entries. A little
 * slower than loops that do all at once, and short for each new activation.
 */
final class Smooth implements Curve, Counter {
  /** Entries. */
  private static final int BLOCK = 4096;

  private final Formula formula;
  private final Activation phi;
  private final double[] p;
  private final int saturatedBelow;
  private final Apart apart = new Apart();

  // Made once, with what they work on in fields, so that a step makes no objects.
  private final DoubleSupplier prepare = this::prepare;
  private final List<DoubleSupplier> values;
  private final List<DoubleSupplier> slopes;
  private final ByteBuffer prepared =
      ByteBuffer.allocateDirect(BLOCK * Float.BYTES).order(ByteOrder.nativeOrder());
  private ByteBuffer points = prepared;
  private ByteBuffer results = prepared;
  private int from;
  private int to;

  Smooth(Variant<Activation> activation, Formula formula) {
    this.formula = formula;
    this.values = stages(formula, this::refine, this::values);
    this.slopes = stages(formula, this::incline, this::slopes);
    this.phi = activation.type();
    this.p = activation.array();
    this.saturatedBelow =
        Float.floatToRawIntBits((float) (LayerStats.SATURATED_BELOW * phi.steepest(p)));
  }

  private List<DoubleSupplier> stages(Formula formula, DoubleSupplier more, DoubleSupplier last) {
    return formula.exponential()
        ? List.of(prepare, this::exponential, this::correct, more, last)
        : List.of(prepare, more, last);
  }

  @Override
  public boolean readsPreactivations() {
    return true;
  }

  @Override
  public float activate(Tensor z, @Nullable Tensor bias, Tensor a, int rows) {
    float greatest = greatestSum(z, bias, rows);
    values(z, a, rows);
    return greatest;
  }

  private void values(Tensor z, Tensor a, int rows) {
    int size = rows * z.columns();
    run(values, z, a, Lanes.whole(size));
    for (int i = Lanes.whole(size); i < size; i++) {
      a.set(i, phi.value(z.get(i), p));
    }
  }

  private void slopes(Tensor z, Tensor delta, int rows) {
    int size = rows * z.columns();
    run(slopes, z, delta, Lanes.whole(size));
    for (int i = Lanes.whole(size); i < size; i++) {
      delta.set(i, delta.get(i) * phi.derivative(z.get(i), p));
    }
  }

  /** All stages, a block at a time, so that what is prepared stays in the first cache. */
  private void run(List<DoubleSupplier> stages, Tensor z, Tensor result, int size) {
    points = z.bytes();
    results = result.bytes();
    for (int i = 0; i < size; i += BLOCK) {
      from = i * Float.BYTES;
      to = Math.min(size, i + BLOCK) * Float.BYTES;
      for (int k = 0; k < stages.size(); k++) {
        apart.number(stages.get(k));
      }
    }
  }

  private double prepare() {
    formula.prepare(points, from, to, prepared);
    return 0;
  }

  private double exponential() {
    Exponential.ofMinus(prepared, to - from);
    return 0;
  }

  private double correct() {
    formula.correct(points, from, to, prepared);
    return 0;
  }

  private double incline() {
    formula.incline(points, from, to, prepared);
    return 0;
  }

  private double refine() {
    formula.refine(points, from, to, results);
    return 0;
  }

  private double values() {
    formula.values(points, from, to, prepared, results);
    return 0;
  }

  private double slopes() {
    formula.slopes(points, from, to, prepared, results);
    return 0;
  }

  @Override
  public float differentiate(Tensor delta, Tensor z, @Nullable Tensor biasGradient, int rows) {
    slopes(z, delta, rows);
    int whole = Lanes.whole(delta.columns());
    int greatest = 0;
    for (int column = 0; column < whole; column += Lanes.COUNT) {
      greatest = Math.max(greatest, means(delta, biasGradient, column, rows));
    }
    float rest = Columns.differentiate(delta, delta, biasGradient, rows, whole, d -> 1);
    return Math.max(Float.intBitsToFloat(greatest), rest);
  }

  private static int means(Tensor delta, @Nullable Tensor means, int column, int rows) {
    ByteBuffer deltas = delta.bytes();
    int stride = delta.columns() * Float.BYTES;
    IntVector greatest = IntVector.zero(Lanes.INTS);
    FloatVector sum = Lanes.all(0);
    for (int row = 0; row < rows; row++) {
      FloatVector d = Lanes.load(deltas, column * Float.BYTES + row * stride);
      greatest = Lanes.sizes(d).max(greatest);
      sum = d.add(sum);
    }
    if (means != null) {
      Lanes.store(Lanes.all(1f / rows).mul(sum), means.bytes(), column * Float.BYTES);
    }
    return Lanes.greatest(greatest);
  }

  /** Adds the bias; the greatest |z + b|. */
  private static float greatestSum(Tensor z, @Nullable Tensor bias, int rows) {
    int whole = Lanes.whole(z.columns());
    int greatest = 0;
    for (int column = 0; column < whole; column += Lanes.COUNT) {
      greatest = Math.max(greatest, greatestSum(z, bias, column, rows));
    }
    float rest = Columns.activate(z, bias, rows, whole, sum -> sum);
    return Math.max(Float.intBitsToFloat(greatest), rest);
  }

  private static int greatestSum(Tensor z, @Nullable Tensor bias, int column, int rows) {
    ByteBuffer bytes = z.bytes();
    int from = column * Float.BYTES;
    int stride = z.columns() * Float.BYTES;
    FloatVector b = bias == null ? Lanes.all(0) : Lanes.load(bias.bytes(), from);
    IntVector greatest = IntVector.zero(Lanes.INTS);
    for (int row = 0; row < rows; row++) {
      int at = from + row * stride;
      FloatVector sum = Lanes.load(bytes, at).add(b);
      greatest = Lanes.sizes(sum).max(greatest);
      Lanes.store(sum, bytes, at);
    }
    return Lanes.greatest(greatest);
  }

  @Override
  public void count(
      Tensor z, @Nullable Tensor bias, Tensor a, int rows, Sums.Forward sums, Apart apart) {
    apart.number(() -> greatestSum(z, bias, rows));
    fill(a, rows * a.columns());
    slopes(z, a, rows);
    sums.saturated = 0;
    sums.deadUnits = 0;
    int whole = Lanes.whole(a.columns());
    for (int column = 0; column < whole; column += Lanes.COUNT) {
      countSlopes(a, column, rows, sums);
    }
    for (int column = whole; column < a.columns(); column++) {
      boolean dead = true;
      for (int row = 0; row < rows; row++) {
        int size = Float.floatToRawIntBits((float) Math.abs(a.get(row * a.columns() + column)));
        sums.saturated += size < saturatedBelow ? 1 : 0;
        dead &= size == 0;
      }
      sums.deadUnits += dead ? 1 : 0;
    }
  }

  private static void fill(Tensor a, int size) {
    for (int i = 0; i < Lanes.whole(size); i += Lanes.COUNT) {
      Lanes.store(Lanes.all(1), a.bytes(), i * Float.BYTES);
    }
    for (int i = Lanes.whole(size); i < size; i++) {
      a.set(i, 1);
    }
  }

  private void countSlopes(Tensor slopes, int column, int rows, Sums.Forward sums) {
    IntVector saturated = IntVector.zero(Lanes.INTS);
    IntVector greatest = IntVector.zero(Lanes.INTS);
    for (int row = 0; row < rows; row++) {
      int at = (column + row * slopes.columns()) * Float.BYTES;
      IntVector size = Lanes.sizes(Lanes.load(slopes.bytes(), at));
      saturated = size.min(saturatedBelow).neg().add(saturatedBelow).min(1).add(saturated);
      greatest = size.max(greatest);
    }
    sums.saturated += Lanes.sum(saturated);
    sums.deadUnits += Lanes.COUNT - Lanes.sum(IntVector.broadcast(Lanes.INTS, 1).min(greatest));
  }
}
