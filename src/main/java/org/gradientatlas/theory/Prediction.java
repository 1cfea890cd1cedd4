package org.gradientatlas.theory;

import java.util.ArrayList;
import java.util.List;

/**
 * What theory predicts for a network at initialization, to compare with measurements. Without a
 * theory all numbers are NaN and the lists empty; {@link #gap} says why a number is NaN or
 * infinite.
 *
 * @param chi1 factor on E||delta||^2 per layer towards the input, deep inside
 * @param qStar the pre-activation variance deep inside; may be infinite
 * @param depthScale 1/|ln chi1|, layers; infinite at chi1 = 1
 * @param correlationDepth layers over which two inputs' correlation settles e-fold, xi_c; infinite
 *     if it settles more slowly than any exponential
 * @param log10DeltaSlope least-squares slope of log10 delta_rms towards the input over the hidden
 *     layers, decades per layer, without the first depth/4 (at most 5), like the probe's fit; NaN
 *     for fewer than two layers
 * @param slopeShift what finite width adds to the mean of that slope over single networks, inputs
 *     and cotangents; a probe's batch shifts less, see {@link FiniteWidth}
 * @param slopeDeviation standard deviation of that slope over the same; smaller for a probe's batch
 * @param q variance of the pre-activations of layers 1 to depth + 1, or of the time steps of {@code
 *     timeLayer}
 * @param log10DeltaRmsRatio log10 of delta_rms of layers 1 to depth + 1 over that of layer depth +
 *     1
 * @param gap what is missing and why; empty if nothing is
 * @param memory time steps over which a gated cell keeps 1/e of its state's derivative; NaN for
 *     other networks
 * @param timeLayer the recurrent layer whose time steps q and log10DeltaRmsRatio are about; 0 where
 *     they are about layers
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
    String gap,
    double memory,
    int timeLayer) {

  /** log10 of a norm over ln of its square. */
  private static final double DECADES = 0.5 / Math.log(10);

  /** The prediction for a network. Takes milliseconds; worth caching. */
  public static Prediction of(RandomNetwork network) {
    if (!network.gap().isEmpty()) {
      return none(network.gap());
    }
    var layers = new Recursion(network);
    var limit = Limit.of(network, layers.q(1));
    var fit = SlopeFit.of(network.depth());
    List<Double> ratios = layers.log10DeltaRmsRatio();
    SlopeSpread spread =
        network.fluctuates() ? SlopeSpread.of(network, layers, fit) : SlopeSpread.UNKNOWN;
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
            limit.gap(),
            Double.NaN,
            0)
        .withGaps(
            network.plain() ? "convolutions" : "normalization, skips or weights scaled by a batch");
  }

  /** The effect of finite width on the slope. */
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
    return new Prediction(nan, nan, nan, nan, nan, nan, nan, List.of(), List.of(), gap, nan, 0);
  }

  /** A copy with the memory of a gated cell. */
  Prediction withMemory(double steps) {
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
        gap,
        steps,
        timeLayer);
  }

  /**
   * A copy with the reasons for numbers that are not finite.
   *
   * @param unknownAtFiniteWidth why the slope has no deviation, if it has none
   */
  Prediction withGaps(String unknownAtFiniteWidth) {
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
      gaps.add((timeLayer == 0 ? "one hidden layer" : "one time step") + " has no slope");
    } else if (Double.isNaN(slopeDeviation)) {
      gaps.add("no finite-width theory of " + unknownAtFiniteWidth);
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
        String.join("; ", gaps),
        memory,
        timeLayer);
  }

  /** Whether there is any theory. */
  public boolean known() {
    return !q.isEmpty();
  }

  /** Decades of delta_rms of the first hidden layer, or time step, over that of the last. */
  public double log10Growth() {
    int last = log10DeltaRmsRatio.size() - (timeLayer == 0 ? 2 : 1);
    return known() ? log10DeltaRmsRatio.get(0) - log10DeltaRmsRatio.get(last) : Double.NaN;
  }

  /** The forecast for the gradients, by the thresholds of the diagnosis rules. */
  public Forecast forecast() {
    return known() ? Forecast.of(log10DeltaSlope, log10Growth()) : Forecast.UNKNOWN;
  }
}
