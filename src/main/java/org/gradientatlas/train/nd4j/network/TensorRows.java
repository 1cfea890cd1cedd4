package org.gradientatlas.train.nd4j.network;

import java.util.function.Consumer;
import org.gradientatlas.axis.architecture.TensorRole;
import org.gradientatlas.measure.GradientStats;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.measure.RecordedTimeSteps;
import org.gradientatlas.train.nd4j.kernel.KernelPair;
import org.gradientatlas.train.nd4j.kernel.LayerSums;
import org.gradientatlas.train.nd4j.kernel.StepUpdate;
import org.gradientatlas.train.nd4j.program.Learned;
import org.gradientatlas.train.nd4j.program.Site;
import org.gradientatlas.train.nd4j.program.SumStats;
import org.gradientatlas.train.nd4j.program.TimeProfile;
import org.gradientatlas.train.nd4j.step.Parameters;
import org.gradientatlas.train.nd4j.step.StepSums;

/**
 * Makes the rows of a layer: one for each tensor and, of a recurrent layer, one for each recorded
 * time step. The first tensor's row carries the stream, and the row of each tensor that leads a sum
 * what that sum computed.
 */
final class TensorRows {
  private final KernelPair kernels;

  TensorRows(KernelPair kernels) {
    this.kernels = kernels;
  }

  /** Updates the layer's tensors, and measures the update. */
  void measuredUpdate(Site site, StepUpdate change, StepSums step) {
    for (Learned tensor : site.tensors) {
      Parameters some = tensor.parameters();
      some.sums.reset();
      some.sums.gradient = kernels.fast().measure(some.gradient);
      some.measuredUpdate(kernels.fast(), kernels.plain(), change, true);
      add(tensor, step);
    }
  }

  /** Measures like {@link #measuredUpdate}, but leaves the tensors; the update counts as NaN. */
  void measuredStandstill(Site site, StepUpdate change, StepSums step) {
    for (Learned tensor : site.tensors) {
      Parameters some = tensor.parameters();
      some.sums.reset();
      some.sums.gradient = kernels.plain().measure(some.gradient);
      some.measuredStandstill(kernels.plain(), change);
      add(tensor, step);
    }
  }

  private static void add(Learned tensor, StepSums step) {
    step.add(tensor.parameters());
    TensorRole role = tensor.site().role();
    if (role == TensorRole.WEIGHTS || role == TensorRole.INPUT_WEIGHTS) {
      step.addUpdate(tensor.parameters());
    }
  }

  /** The rows of a probe, whose passes were recorded. */
  void probe(Site site, Consumer<LayerStats> rows) {
    for (Learned tensor : site.tensors) {
      Parameters some = tensor.parameters();
      some.sums.reset();
      some.sums.squares = kernels.fast().squares(some.values, some.values.rows());
      some.sums.gradient = kernels.plain().measure(some.gradient);
    }
    rows(site, Phase.PROBE, 0, rows);
  }

  /** The rows of a step, after one of the measured updates. */
  void train(Site site, int step, Consumer<LayerStats> rows) {
    rows(site, Phase.TRAIN, step, rows);
  }

  private void rows(Site site, Phase phase, int step, Consumer<LayerStats> rows) {
    for (Learned tensor : site.tensors) {
      rows.accept(row(site, tensor, phase, step));
    }
    TimeProfile profile = site.profile;
    if (profile != null) {
      RecordedTimeSteps.of(phase, profile.timeSteps())
          .forEach(timeStep -> rows.accept(row(site, profile, timeStep, phase, step)));
    }
  }

  private static LayerStats row(Site site, Learned tensor, Phase phase, int step) {
    boolean train = phase == Phase.TRAIN;
    boolean leads = tensor.site().leads();
    LayerSums.Update sums = tensor.parameters().sums;
    double entries = tensor.parameters().values.size();
    GradientStats gradient = sums.gradient == null ? GradientStats.NONE : sums.gradient;
    return new LayerStats(
        new LayerStats.Place(
            phase,
            step,
            site.layer.index(),
            tensor.site().rows(),
            tensor.site().columns(),
            tensor.site().name(),
            null),
        leads ? tensor.sum().row() : LayerStats.Forward.NONE,
        new LayerStats.Backward(leads ? tensor.sum().deltaRms() : Double.NaN, Double.NaN),
        gradient,
        train
            ? new LayerStats.Clipping(Math.sqrt(sums.clippedSquares), sums.changed / entries)
            : LayerStats.Clipping.NONE,
        new LayerStats.Weights(
            Math.sqrt(sums.squares),
            train ? sums.greatest : Double.NaN,
            train ? sums.updates / sums.sizes : Double.NaN),
        tensor.equals(site.tensors.get(0)) ? site.stream : LayerStats.Stream.NONE);
  }

  private static LayerStats row(
      Site site, TimeProfile profile, int timeStep, Phase phase, int step) {
    var tensor = site.tensors.get(0).site();
    SumStats stats = profile.at(timeStep);
    return new LayerStats(
        new LayerStats.Place(
            phase, step, site.layer.index(), tensor.rows(), tensor.columns(), null, timeStep),
        stats.row(),
        new LayerStats.Backward(stats.deltaRms(), Double.NaN),
        GradientStats.NONE,
        LayerStats.Clipping.NONE,
        new LayerStats.Weights(Double.NaN, Double.NaN, Double.NaN));
  }
}
