package org.gradientatlas.theory;

import java.util.ArrayList;
import java.util.List;

/**
 * What theory says of a network at initialization, for the measurements it is set beside. Where
 * there is no theory all numbers are NaN and the lists empty; where a number is NaN or infinite,
 * {@link #gap} says why.
 *
 * @param chi1 factor on E||delta||^2 per layer going down, deep inside
 * @param qStar the pre-activation variance deep inside; may be infinite
 * @param depthScale 1/|ln chi1|, layers; infinite at chi1 = 1
 * @param correlationDepth layers over which two inputs' correlation settles e-fold, xi_c; infinite
 *     where it settles more slowly than any exponential
 * @param log10DeltaSlope least-squares slope of log10 delta_rms towards the input over the hidden
 *     layers, decades a layer, first depth/4 (at most 5) left out, as the probe is fitted; NaN for
 *     fewer than two layers
 * @param slopeShift what finite width adds to the mean of that slope over single networks, inputs
 *     and cotangents; a probe's batch shifts less, see {@link FiniteWidth}
 * @param slopeDeviation standard deviation of that slope over the same; a probe's batch strays less
 * @param q variance of the pre-activations of layers 1 to depth + 1
 * @param log10DeltaRmsRatio log10 of delta_rms of layers 1 to depth + 1 over that of layer depth +
 *     1
 * @param gap what there is no theory of, and why; empty where nothing is missing
 */
public record Prediction(
    double chi1,
    double qStar,
    double depthScale,
    double correlationDepth,
    double log10DeltaSlope,
    double slopeShift,
    double slopeDeviation,
    List<Double> q,
    List<Double> log10DeltaRmsRatio,
    String gap) {

  /** log10 of a norm over ln of its square. */
  private static final double DECADES = 0.5 / Math.log(10);

  /** What theory says of a network. Takes milliseconds; worth keeping by the network's value. */
  public static Prediction of(RandomNetwork network) {
    if (!network.gap().isEmpty()) {
      return none(network.gap());
    }
    var layers = new Recursion(network);
    var limit = Limit.of(network, layers.q(1));
    var fit = SlopeFit.of(network.depth());
    List<Double> ratios = layers.log10DeltaRmsRatio();
    SlopeSpread spread =
        network.plain() ? SlopeSpread.of(network, layers, fit) : SlopeSpread.UNKNOWN;
    return new Prediction(
            limit.chi1(),
            limit.q(),
            FixedPoint.depth(limit.chi1()),
            limit.correlationDepth(),
            -fit.slope(ratios),
            spread.shift(),
            spread.deviation(),
            layers.q(),
            ratios,
            limit.gap())
        .withGaps();
  }

  /** What finite width does to the slope. */
  private record SlopeSpread(double shift, double deviation) {
    static final SlopeSpread UNKNOWN = new SlopeSpread(Double.NaN, Double.NaN);

    static SlopeSpread of(RandomNetwork network, Recursion recursion, SlopeFit fit) {
      List<FiniteWidth.Layer> layers = network.fluctuations(recursion);
      return new SlopeSpread(
          -DECADES * FiniteWidth.shift(layers, fit.weightsOfSteps()),
          DECADES * Math.sqrt(FiniteWidth.variance(layers, fit.weightsOfSteps())));
    }
  }

  /**
   * No theory at all.
   *
   * @param gap why
   */
  public static Prediction none(String gap) {
    double nan = Double.NaN;
    return new Prediction(nan, nan, nan, nan, nan, nan, nan, List.of(), List.of(), gap);
  }

  /** This with the reasons for what is not finite. */
  private Prediction withGaps() {
    var gaps = new ArrayList<String>();
    if (!gap.isEmpty()) {
      gaps.add(gap);
    }
    if (Double.isInfinite(qStar)) {
      gaps.add("q* is infinite");
    }
    if (Double.isInfinite(depthScale)) {
      gaps.add("chi1 = 1, so the depth scale is infinite");
    }
    if (Double.isInfinite(correlationDepth)) {
      gaps.add("correlations settle more slowly than any exponential");
    }
    if (Double.isNaN(log10DeltaSlope)) {
      gaps.add("one hidden layer has no slope");
    } else if (Double.isNaN(slopeDeviation)) {
      gaps.add("no finite-width theory of normalization, skips or weights scaled by a batch");
    }
    if (q.stream().anyMatch(variance -> variance.isInfinite())) {
      gaps.add("q overflows");
    }
    return new Prediction(
        chi1,
        qStar,
        depthScale,
        correlationDepth,
        log10DeltaSlope,
        slopeShift,
        slopeDeviation,
        q,
        log10DeltaRmsRatio,
        String.join("; ", gaps));
  }

  /** Whether there is any theory. */
  public boolean known() {
    return !q.isEmpty();
  }

  /** Decades of delta_rms of the first hidden layer over that of the last. */
  public double log10Growth() {
    return known()
        ? log10DeltaRmsRatio.get(0) - log10DeltaRmsRatio.get(log10DeltaRmsRatio.size() - 2)
        : Double.NaN;
  }

  /** What becomes of the gradients, by the thresholds of the rules of diagnosis. */
  public Forecast forecast() {
    return known() ? Forecast.of(log10DeltaSlope, log10Growth()) : Forecast.UNKNOWN;
  }
}
