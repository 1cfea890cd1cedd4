package org.gradientatlas.train.nd4j.network;

import java.util.List;
import org.gradientatlas.measure.GradientStats;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.train.nd4j.kernel.KernelPair;
import org.gradientatlas.train.nd4j.kernel.LayerKernels;
import org.gradientatlas.train.nd4j.kernel.LayerSums;
import org.gradientatlas.train.nd4j.kernel.PlainKernels;
import org.gradientatlas.train.nd4j.kernel.RunningMoments;
import org.gradientatlas.train.nd4j.kernel.StepUpdate;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.step.Parameters;
import org.gradientatlas.train.nd4j.step.StepSums;
import org.jspecify.annotations.Nullable;

/** Records one layer: sums its updates and makes its rows. */
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

  LayerRows(int number, boolean hidden, KernelPair kernels, LayerTensors tensors) {
    this.number = number;
    this.hidden = hidden;
    this.kernels = kernels.fast();
    this.plain = kernels.plain();
    this.weights = tensors.weights;
    this.bias = tensors.bias;
    this.parameters = tensors.parameters;
    this.entries = parameters.stream().mapToLong(some -> some.values.size()).sum();
  }

  /** Updates all parameters, and measures the update. */
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

  /** Measures like {@link #measuredUpdate}, but leaves the parameters; the update counts as NaN. */
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
    weights.sums.reset();
    weights.sums.squares = kernels.squares(weights.values, weights.values.rows());
    if (bias != null) {
      bias.sums.gradientSquares = bias.gradientSquares(kernels);
    }
    weights.sums.greatest = Double.NaN;
    finite = parameters.stream().allMatch(Parameters::gradientIsFinite);
    return row(
        place(Phase.PROBE, 0), forward, deltaSquares, batch, LayerStats.Clipping.NONE, Double.NaN);
  }

  /** The row of a step, after {@link #measuredUpdate} or {@link #measuredStandstill}. */
  LayerStats trainRow(int step, LayerSums.Forward forward, double deltaSquares, int batch) {
    long changed = 0;
    for (Parameters some : parameters) {
      changed += some.sums.changed;
    }
    return row(
        place(Phase.TRAIN, step),
        forward,
        deltaSquares,
        batch,
        new LayerStats.Clipping(Math.sqrt(weights.sums.clippedSquares), changed / (double) entries),
        weights.sums.updates / weights.sums.sizes);
  }

  private LayerStats.Place place(Phase phase, int step) {
    Tensor values = weights.values;
    return new LayerStats.Place(phase, step, number, values.rows(), values.columns());
  }

  private LayerStats row(
      LayerStats.Place place,
      LayerSums.Forward forward,
      double deltaSquares,
      int batch,
      LayerStats.Clipping clipping,
      double updateRatio) {
    int outputs = batch * place.fanOut();
    return new LayerStats(
        place,
        forward(forward, outputs),
        new LayerStats.Backward(
            Math.sqrt(deltaSquares / outputs),
            bias == null ? Double.NaN : Math.sqrt(bias.sums.gradientSquares)),
        gradientStats(),
        clipping,
        new LayerStats.Weights(
            Math.sqrt(weights.sums.squares), weights.sums.greatest, updateRatio));
  }

  private LayerStats.Forward forward(LayerSums.Forward sums, int outputs) {
    double units = weights.values.columns();
    return new LayerStats.Forward(
        distribution(sums.preactivations),
        distribution(sums.activations),
        hidden ? sums.saturated / (double) outputs : Double.NaN,
        hidden ? sums.deadUnits / units : Double.NaN);
  }

  private static LayerStats.Distribution distribution(RunningMoments moments) {
    return new LayerStats.Distribution(moments.mean(), moments.sd());
  }

  private GradientStats gradientStats() {
    GradientStats known = weights.sums.gradient;
    return known == null ? (finite ? kernels : plain).measure(weights.gradient) : known;
  }
}
