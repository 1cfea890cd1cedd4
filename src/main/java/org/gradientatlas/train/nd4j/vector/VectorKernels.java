package org.gradientatlas.train.nd4j.vector;

import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.measure.GradientStats;
import org.gradientatlas.train.nd4j.kernel.LayerKernels;
import org.gradientatlas.train.nd4j.kernel.LayerSums;
import org.gradientatlas.train.nd4j.kernel.NormalizationKernels;
import org.gradientatlas.train.nd4j.kernel.PlainKernels;
import org.gradientatlas.train.nd4j.kernel.RunningMoments;
import org.gradientatlas.train.nd4j.kernel.SoftmaxKernels;
import org.gradientatlas.train.nd4j.kernel.StepUpdate;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.vector.activation.ActivationKernel;
import org.gradientatlas.train.nd4j.vector.activation.Counter;
import org.gradientatlas.train.nd4j.vector.activation.IsolatedActivation;
import org.gradientatlas.train.nd4j.vector.activation.RecordedTanh;
import org.gradientatlas.train.nd4j.vector.activation.SaturationCounter;
import org.gradientatlas.train.nd4j.vector.activation.Tanh;
import org.gradientatlas.train.nd4j.vector.activation.VanishingActivation;
import org.gradientatlas.train.nd4j.vector.activation.VectorSoftmax;
import org.gradientatlas.train.nd4j.vector.jit.IsolatedCall;
import org.gradientatlas.train.nd4j.vector.jit.Loop;
import org.gradientatlas.train.nd4j.vector.lane.Biases;
import org.gradientatlas.train.nd4j.vector.lane.ByColumn;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;
import org.gradientatlas.train.nd4j.vector.lane.ParameterBlock;
import org.gradientatlas.train.nd4j.vector.normalization.ColumnGroups;
import org.gradientatlas.train.nd4j.vector.normalization.IsolatedNormalization;
import org.gradientatlas.train.nd4j.vector.normalization.ResidualKernels;
import org.gradientatlas.train.nd4j.vector.normalization.RowGroups;
import org.gradientatlas.train.nd4j.vector.statistics.Exponents;
import org.gradientatlas.train.nd4j.vector.statistics.GradientScan;
import org.gradientatlas.train.nd4j.vector.statistics.StatisticsKernels;
import org.gradientatlas.train.nd4j.vector.update.Clipping;
import org.gradientatlas.train.nd4j.vector.update.OptimizerKernels;
import org.gradientatlas.train.nd4j.vector.update.Update;
import org.jspecify.annotations.Nullable;

/** Single-precision loops on the Vector API; falls back to the plain loops where there is none. */
final class VectorKernels implements LayerKernels {
  private final PlainKernels plain;
  private final @Nullable ActivationKernel curve;
  private final @Nullable Counter counter;
  private final @Nullable VanishingActivation faint;
  private final @Nullable RecordedTanh recordedTanh;
  private final Biases biases = new Biases();
  private final GradientScan profile = new GradientScan();
  private final IsolatedCall apart = new IsolatedCall();
  private final Exponents exponents = new Exponents(apart);
  private final Loop scaling = Loop.apart(VectorKernels::scaled);
  private final Loop wideSquares =
      Loop.apart((tensor, two, three, n, f) -> StatisticsKernels.wideSquares(tensor, n));
  private final Loop adding =
      Loop.apart((input, a, sum, n, f) -> ResidualKernels.add(input, (float) f, a, sum, n));
  private final Loop forking =
      Loop.apart((delta, copy, same, n, f) -> ResidualKernels.fork(delta, (float) f, copy, n));
  private final Loop multiplying =
      Loop.apart((a, b, same, n, f) -> ResidualKernels.product(a, b, n));
  private final @Nullable Update update;
  private final ParameterBlock block;
  private final Optimizer optimizer;
  private final double[] optimizerParameters;
  private final double learningRate;

  /**
   * @param curve the activation's loops; null for the plain formulas
   * @param counter its counts of saturated and dead units; null if {@code curve} is
   * @param faint its loops for vanishing pre-activations; null if it has none
   */
  VectorKernels(
      PlainKernels plain,
      @Nullable ActivationKernel curve,
      @Nullable Counter counter,
      @Nullable VanishingActivation faint,
      Variant<Optimizer> optimizer,
      double learningRate) {
    this.plain = plain;
    this.curve = curve == null ? null : new IsolatedActivation(curve);
    this.counter = counter;
    this.faint = faint;
    this.recordedTanh =
        curve instanceof Tanh && counter instanceof SaturationCounter limits
            ? new RecordedTanh(limits)
            : null;
    this.optimizer = optimizer.type();
    this.optimizerParameters = optimizer.array();
    this.update = Update.of(this.optimizer, optimizerParameters);
    this.block = new ParameterBlock(this.optimizer.slots());
    this.learningRate = learningRate;
  }

  @Override
  public boolean readsPreactivations() {
    return curve == null || curve.readsPreactivations();
  }

  @Override
  public boolean takesVanishing() {
    return faint != null;
  }

  @Override
  public double activate(
      Tensor z, @Nullable Tensor bias, Tensor a, int rows, LayerSums.@Nullable Forward sums) {
    if (faint != null && z.exponent() != 0 && bias == null) {
      return activate(faint, z, rows, sums);
    }
    if (curve == null || counter == null || z.exponent() != 0) {
      return plain.activate(z, bias, a, rows, sums);
    }
    a.exponent(0);
    float[] shifts = biases.of(bias, z.columns());
    if (sums == null) {
      return curve.activate(z, shifts, a, rows);
    }
    if (recordedTanh != null && recordedTanh.takes(z, shifts, rows)) {
      return recordedTanh.activate(z, shifts, rows, sums);
    }
    counter.count(z, shifts, a, rows, sums, apart);
    spread(z, rows, sums.preactivations);
    double greatest = curve.activate(z, biases.of(null, z.columns()), a, rows);
    spread(a, rows, sums.activations);
    return greatest;
  }

  /** Activates in place pre-activations scaled by a power of two. */
  private double activate(
      VanishingActivation faint, Tensor z, int rows, LayerSums.@Nullable Forward sums) {
    int size = rows * z.columns();
    double unit = Math.scalb(1.0, -z.exponent());
    double greatest = unit * faint.round(z, size);
    if (sums == null) {
      faint.bend(z, size);
      return greatest;
    }
    faint.counter().count(z, biases.of(null, z.columns()), z, rows, sums, apart);
    spread(z, rows, sums.preactivations);
    sums.preactivations.scale(unit);
    faint.bend(z, size);
    spread(z, rows, sums.activations);
    sums.activations.scale(unit);
    return greatest;
  }

  @Override
  public double differentiate(Tensor delta, Tensor point, @Nullable Tensor biasGradient, int rows) {
    if (faint != null && point.exponent() != 0 && biasGradient == null) {
      return faint.differentiate(delta, point, rows * delta.columns());
    }
    return curve == null
        ? plain.differentiate(delta, point, biasGradient, rows)
        : curve.differentiate(delta, point, biasGradient, rows);
  }

  @Override
  public void scale(Tensor tensor, int exponent, int rows) {
    scaling.run(tensor, tensor, tensor, rows * tensor.columns(), Math.scalb(1.0, exponent));
    tensor.exponent(tensor.exponent() + exponent);
  }

  @Override
  public double squares(Tensor tensor, int rows) {
    if (tensor.exponent() != 0) {
      return plain.squares(tensor, rows);
    }
    int size = rows * tensor.columns();
    double sum = StatisticsKernels.squares(tensor, size);
    return GradientScan.counts(sum) ? sum : wideSquares.run(tensor, size);
  }

  private static double scaled(Tensor tensor, Tensor two, Tensor three, int size, double factor) {
    Lanes.scale(tensor, (float) factor, size);
    return 0;
  }

  @Override
  public void columnSquares(Tensor tensor, double[] sums) {
    ByColumn.squares(tensor, sums);
  }

  @Override
  public void scaleColumns(Tensor tensor, double[] factors) {
    ByColumn.scale(tensor, factors);
  }

  @Override
  public NormalizationKernels groups(boolean byRow, int rows, int columns) {
    NormalizationKernels groups = byRow ? new RowGroups(rows, columns) : new ColumnGroups(columns);
    return new IsolatedNormalization(groups);
  }

  @Override
  public SoftmaxKernels softmax(int columns, boolean causal) {
    return new VectorSoftmax(columns, causal);
  }

  @Override
  public double add(Tensor input, double scale, Tensor a, Tensor sum, int rows) {
    return adding.run(input, a, sum, rows * sum.columns(), scale);
  }

  @Override
  public double fork(Tensor delta, double scale, Tensor copy, int rows) {
    return forking.run(delta, copy, copy, rows * copy.columns(), scale);
  }

  @Override
  public double product(Tensor a, Tensor b, int rows) {
    return multiplying.run(a, b, b, rows * a.columns(), 1);
  }

  @Override
  public void spread(Tensor tensor, int rows, RunningMoments spread) {
    int size = rows * tensor.columns();
    apart.run(() -> StatisticsKernels.spread(tensor, size, spread));
    if (!GradientScan.counts(spread.squares())) {
      apart.run(() -> StatisticsKernels.wideSpread(tensor, size, spread));
    }
  }

  @Override
  public void update(
      Tensor parameters,
      Tensor gradient,
      Tensor state,
      StepUpdate change,
      LayerSums.@Nullable Update sums) {
    if (update == null || !descends(gradient)) {
      plain.update(parameters, gradient, state, change, sums);
      return;
    }
    double clipped = sums == null ? 0 : clipping(gradient, change, sums);
    double rate = rate(change);
    for (int i = 0; i < parameters.size(); i += ParameterBlock.SIZE) {
      block.read(parameters, gradient, state, i);
      if (sums != null) {
        apart.run(() -> StatisticsKernels.parameters(block.weights(), block.count(), sums));
      }
      update.run(block, change, rate, gradient.exponent());
      block.write(parameters, state, i);
    }
    if (sums != null) {
      sums.updates += rate * apart.number(() -> descent(clipped, state));
    }
  }

  private double rate(StepUpdate change) {
    return optimizer.rate(learningRate, change.t(), optimizerParameters);
  }

  /** Whether the update loop accepts a gradient with this exponent. */
  private boolean descends(Tensor gradient) {
    return optimizer == Optimizer.SGD || gradient.exponent() == 0;
  }

  /**
   * The sum of absolute values that the rate multiplies.
   *
   * @param clipped that sum for the clipped gradient
   */
  private double descent(double clipped, Tensor state) {
    return switch (optimizer) {
      case MOMENTUM -> OptimizerKernels.momentumSizes(state);
      case ADAM -> OptimizerKernels.adamSizes(state, optimizerParameters[2]);
      default -> clipped;
    };
  }

  @Override
  public double clipping(Tensor gradient, StepUpdate change, LayerSums.Update sums) {
    GradientStats measured = sums.gradient;
    if (measured != null && gradient.exponent() == 0) {
      GradientStats.Values known = measured.values();
      double squares = known.l2() * known.l2();
      double sizes = known.absMean() * gradient.size();
      double greatest = Math.max(known.max(), -known.min());
      return Clipping.of(gradient, squares, sizes, greatest, change, sums, apart);
    }
    return profiled(gradient)
        ? Clipping.of(
            gradient,
            profile.spread().l2() * profile.spread().l2(),
            profile.sizes(),
            profile.size(),
            change,
            sums,
            apart)
        : plain.clipping(gradient, change, sums);
  }

  /** Scans a gradient; returns whether the scan's sums are reliable. */
  private boolean profiled(Tensor gradient) {
    if (gradient.exponent() != 0) {
      return false;
    }
    apart.run(() -> profile.of(gradient));
    return profile.fits();
  }

  @Override
  public GradientStats measure(Tensor gradient) {
    return profiled(gradient)
        ? StatisticsKernels.gradient(gradient, profile, exponents)
        : plain.measure(gradient);
  }
}
