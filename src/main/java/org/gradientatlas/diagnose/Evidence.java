package org.gradientatlas.diagnose;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.gradientatlas.measure.Phase;
import org.jspecify.annotations.Nullable;

/**
 * The stored data of one trial that rules use. NaN where a table has null.
 *
 * @param trial its row in trials
 * @param steps its rows in steps, by step
 * @param passes its rows in layers, the probe first, then by step
 */
public record Evidence(TrialFacts trial, List<StepFacts> steps, List<Pass> passes) {

  /** A row of steps. */
  public record StepFacts(
      int step, double loss, double accuracy, double gradL2, double clipFraction) {}

  /**
   * A point of a profile of delta, from the input or the first time step on.
   *
   * @param at the hidden layer, block or time step, from 1
   * @param delta root mean square of the loss's derivatives there
   * @param theoryLog10Ratio theory's log10 of its ratio to the output layer's
   */
  public record ProfilePoint(int at, double delta, double theoryLog10Ratio) {}

  /**
   * The rows of one recorded pass.
   *
   * @param layers layer 1 to depth + 1, in order
   * @param profile how delta runs through the network: over hidden layers, over time steps in a
   *     recurrent network, over the stream between blocks
   */
  public record Pass(Phase phase, int step, List<LayerFacts> layers, List<ProfilePoint> profile) {

    /** With the profile over the hidden layers. */
    public Pass(Phase phase, int step, List<LayerFacts> layers) {
      this(
          phase,
          step,
          layers,
          layers.subList(0, layers.size() - 1).stream()
              .map(
                  layer ->
                      new ProfilePoint(
                          layer.layer(), layer.delta().rms(), layer.delta().theoryLog10RmsRatio()))
              .toList());
    }

    /** Layers 1 to depth. */
    public List<LayerFacts> hidden() {
      return layers.subList(0, layers.size() - 1);
    }

    /** The output layer. */
    public LayerFacts output() {
      return layers.get(layers.size() - 1);
    }

    /** A hidden or the output layer, from 1. */
    public LayerFacts layer(int number) {
      return layers.get(number - 1);
    }
  }

  /** The recorded training steps. */
  public List<Pass> training() {
    return passes.stream().filter(pass -> pass.phase() == Phase.TRAIN).toList();
  }

  /** The pass at initialization; null if there is none. */
  public @Nullable Pass probe() {
    return passes.isEmpty() || passes.get(0).phase() != Phase.PROBE ? null : passes.get(0);
  }

  /**
   * log10 of delta_rms of layer 1 over that of the last hidden layer, at the last recorded step
   * that has one; NaN without training.
   */
  public double lastDecades() {
    return training().stream()
        .map(pass -> DepthProfile.of(pass, trial.cell().smallestNormal()))
        .filter(DepthProfile::hasValue)
        .reduce((earlier, later) -> later)
        .map(DepthProfile::decades)
        .orElse(Double.NaN);
  }

  /** What was known after some steps: the probe, and the records up to there. */
  public Evidence until(int last) {
    return new Evidence(
        trial,
        steps.stream().filter(step -> step.step() <= last).toList(),
        passes.stream()
            .filter(pass -> pass.phase() == Phase.PROBE || pass.step() <= last)
            .toList());
  }

  /** The share of recorded steps at which clipping changed something; NaN without a clip rule. */
  double clippedShare() {
    double[] fractions =
        steps.stream()
            .mapToDouble(StepFacts::clipFraction)
            .filter(fraction -> !Double.isNaN(fraction))
            .toArray();
    long bound = Arrays.stream(fractions).filter(fraction -> fraction > 0).count();
    return trial.cell().clipped() && fractions.length > 0
        ? bound / (double) fractions.length
        : Double.NaN;
  }

  /**
   * How far training moved the weights: the median over the layers of their median update ratio,
   * times the steps. NaN without training.
   */
  double movement() {
    return medianUpdateRatio() * trial.ending().stepsDone();
  }

  /** The median over the layers of the median over the recorded steps of their update ratio. */
  public double medianUpdateRatio() {
    return median(
        IntStream.rangeClosed(1, trial.cell().depth() + 1).mapToDouble(this::updateRatio));
  }

  /** The median over the recorded steps of the update ratio of a layer. */
  double updateRatio(int layer) {
    return median(
        training().stream().mapToDouble(pass -> pass.layer(layer).weights().updateRatio()));
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.filter(value -> !Double.isNaN(value)).sorted().toArray();
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
