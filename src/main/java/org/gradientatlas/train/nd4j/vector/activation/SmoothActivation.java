package org.gradientatlas.train.nd4j.vector.activation;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.train.nd4j.kernel.LayerSums;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.vector.jit.IsolatedCall;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;
import org.gradientatlas.train.nd4j.vector.lane.Rows;
import org.gradientatlas.train.nd4j.vector.lane.ScalarTail;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link StagedActivation} over tensors; adds biases and computes their gradients. A little
 * slower than one fused loop, but a new activation needs little code.
 */
public final class SmoothActivation implements ActivationKernel, Counter {
  private final StagedActivation formula;
  private final int saturatedBelow;
  private final IsolatedCall apart = new IsolatedCall();

  // Created once, with their data in fields, so that a step allocates nothing.
  private final DoubleSupplier shift = this::shift;
  private final DoubleSupplier prepare = this::prepare;
  private final List<DoubleSupplier> values;
  private final List<DoubleSupplier> slopes;
  private final Rows points = new Rows();
  private final Rows results = new Rows();
  private float[] prepared = {};
  private int greatest;

  public SmoothActivation(Variant<Activation> activation, StagedActivation formula) {
    this.formula = formula;
    this.values = stages(formula, this::refine, this::values);
    this.slopes =
        formula.slopesFromValues()
            ? List.of(this::slopes)
            : stages(formula, this::incline, this::slopes);
    double steepest = activation.type().steepest(activation.array());
    this.saturatedBelow = Float.floatToRawIntBits((float) (LayerStats.SATURATED_BELOW * steepest));
  }

  private List<DoubleSupplier> stages(
      StagedActivation formula, DoubleSupplier more, DoubleSupplier last) {
    return formula.exponential()
        ? List.of(prepare, this::exponential, this::correct, more, last)
        : List.of(prepare, more, last);
  }

  @Override
  public boolean readsPreactivations() {
    return !formula.slopesFromValues();
  }

  @Override
  public float activate(Tensor z, float[] bias, Tensor a, int rows) {
    greatest = 0;
    points.start(z.columns(), bias);
    results.start(z.columns());
    for (int row = 0; row < rows; row += points.rows()) {
      points.read(z, row, rows);
      results.size(row, rows);
      apart.number(shift);
      points.write(z, row);
      run(values);
      results.write(a, row);
    }
    return Float.intBitsToFloat(greatest);
  }

  /** Multiplies deltas by slopes. */
  private void slopes(Tensor z, Tensor delta, int rows) {
    points.start(z.columns());
    results.start(z.columns());
    for (int row = 0; row < rows; row += points.rows()) {
      points.read(z, row, rows);
      results.read(delta, row, rows);
      run(slopes);
      results.write(delta, row);
    }
  }

  /** Runs all stages, each compiled on its own. */
  private void run(List<DoubleSupplier> stages) {
    if (prepared.length < points.entries().length) {
      prepared = new float[points.entries().length];
    }
    for (int k = 0; k < stages.size(); k++) {
      apart.number(stages.get(k));
    }
  }

  /** Adds the biases. */
  private double shift() {
    greatest = Math.max(greatest, shift(points.entries(), points.biases(), points.count()));
    return 0;
  }

  private static int shift(float[] z, float[] bias, int count) {
    IntVector greatest = IntVector.zero(Lanes.INTS);
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector sum = Lanes.load(z, i).add(Lanes.load(bias, i));
      greatest = Lanes.sizes(sum).max(greatest);
      sum.intoArray(z, i);
    }
    return Lanes.greatest(greatest);
  }

  private double prepare() {
    formula.prepare(points.entries(), prepared, points.count());
    return 0;
  }

  private double exponential() {
    Exponential.ofMinus(prepared, points.count());
    return 0;
  }

  private double correct() {
    formula.correct(points.entries(), prepared, points.count());
    return 0;
  }

  private double incline() {
    formula.incline(points.entries(), prepared, points.count());
    return 0;
  }

  private double refine() {
    formula.refine(points.entries(), results.entries(), points.count());
    return 0;
  }

  private double values() {
    formula.values(points.entries(), prepared, results.entries(), points.count());
    return 0;
  }

  private double slopes() {
    formula.slopes(points.entries(), prepared, results.entries(), points.count());
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
    float rest = ScalarTail.differentiate(delta, delta, biasGradient, rows, whole, d -> 1);
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

  @Override
  public void count(
      Tensor z, float[] bias, Tensor a, int rows, LayerSums.Forward sums, IsolatedCall apart) {
    points.start(z.columns(), bias);
    results.start(z.columns());
    for (int row = 0; row < rows; row += points.rows()) {
      points.read(z, row, rows);
      results.size(row, rows);
      Arrays.fill(results.entries(), 0, results.count(), 1);
      apart.number(shift);
      points.write(z, row);
      run(slopes);
      results.write(a, row);
    }
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

  private void countSlopes(Tensor slopes, int column, int rows, LayerSums.Forward sums) {
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
