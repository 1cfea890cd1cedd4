package org.gradientatlas.train.nd4j.network;

import java.util.List;
import org.gradientatlas.measure.GradientStats;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.train.nd4j.kernel.KernelPair;
import org.gradientatlas.train.nd4j.kernel.LayerKernels;
import org.gradientatlas.train.nd4j.kernel.LayerSums;
import org.gradientatlas.train.nd4j.kernel.PlainKernels;
import org.gradientatlas.train.nd4j.kernel.StepUpdate;
import org.jspecify.annotations.Nullable;

/** What is recorded of one layer: the sums of its recorded updates, and the rows made of them. */
final class LayerRows {
  private final int number;
  private final boolean hidden;
  private final LayerKernels kernels;
  private final PlainKernels plain;
  private final Parameters weights;
  private final @Nullable Parameters bias;
  private final List<Parameters> parameters;
  private final long entries;
  private boolean finite;

  /**
   * @param parameters all that the layer learns, weights and bias among them
   */
  LayerRows(
      int number,
      boolean hidden,
      KernelPair kernels,
      Parameters weights,
      @Nullable Parameters bias,
      List<Parameters> parameters) {
    this.number = number;
    this.hidden = hidden;
    this.kernels = kernels.fast();
    this.plain = kernels.plain();
    this.weights = weights;
    this.bias = bias;
    this.parameters = parameters;
    this.entries = parameters.stream().mapToLong(some -> some.values.size()).sum();
  }

  /** Updates all parameters, and adds up what that did. */
  void measuredUpdate(StepUpdate change, StepSums step) {
    finite = true;
    for (Parameters some : parameters) {
      some.sums.reset();
    }
    weights.sums.gradient = kernels.measure(weights.gradient);
    for (Parameters some : parameters) {
      some.measuredUpdate(kernels, plain, change, some == weights);
    }
    step.add(weights, parameters);
  }

  /** What {@link #measuredUpdate} adds up, but the parameters stay and the update is NaN. */
  void measuredStandstill(StepUpdate change, StepSums step) {
    finite = false;
    for (Parameters some : parameters) {
      some.sums.reset();
      some.measuredStandstill(plain, change);
    }
    step.add(weights, parameters);
  }

  /**
   * The row of a probe, after a recorded pass.
   *
   * @param deltaSquares the sum of squares of the deltas
   */
  LayerStats probeRow(LayerSums.Forward forward, double deltaSquares, int batch) {
    double none = Double.NaN;
    weights.sums.reset();
    weights.sums.squares = kernels.squares(weights.values, weights.values.rows());
    if (bias != null) {
      bias.sums.gradientSquares = bias.gradientSquares(kernels);
    }
    weights.sums.greatest = Double.NaN;
    finite = parameters.stream().allMatch(Parameters::gradientIsFinite);
    return row(Phase.PROBE, 0, forward, deltaSquares, batch, none, none, none);
  }

  /** The row of a step, after {@link #measuredUpdate} or {@link #measuredStandstill}. */
  LayerStats trainRow(int step, LayerSums.Forward forward, double deltaSquares, int batch) {
    long changed = 0;
    for (Parameters some : parameters) {
      changed += some.sums.changed;
    }
    return row(
        Phase.TRAIN,
        step,
        forward,
        deltaSquares,
        batch,
        Math.sqrt(weights.sums.clippedSquares),
        changed / (double) entries,
        weights.sums.updates / weights.sums.sizes);
  }

  private LayerStats row(
      Phase phase,
      int step,
      LayerSums.Forward forward,
      double deltaSquares,
      int batch,
      double clippedL2,
      double clipFraction,
      double updateRatio) {
    int units = weights.values.columns();
    int outputs = batch * units;
    return new LayerStats(
        phase,
        step,
        number,
        weights.values.rows(),
        units,
        Math.sqrt(deltaSquares / outputs),
        gradientStats(),
        bias == null ? Double.NaN : Math.sqrt(bias.sums.gradientSquares),
        clippedL2,
        clipFraction,
        forward.preactivations.mean(),
        forward.preactivations.sd(),
        forward.activations.mean(),
        forward.activations.sd(),
        hidden ? forward.saturated / (double) outputs : Double.NaN,
        hidden ? forward.deadUnits / (double) units : Double.NaN,
        Math.sqrt(weights.sums.squares),
        weights.sums.greatest,
        updateRatio,
        Double.NaN);
  }

  private GradientStats gradientStats() {
    GradientStats known = weights.sums.gradient;
    return known == null ? (finite ? kernels : plain).measure(weights.gradient) : known;
  }
}
