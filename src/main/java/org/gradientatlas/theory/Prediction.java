package org.gradientatlas.theory;

import java.util.List;

/**
 * What theory says of a network at initialization, for the measurements it is set beside. All
 * numbers are NaN, and the lists empty, where {@link #gap} gives a reason.
 *
 * @param chi1 factor on E||delta||^2 per layer going down, deep inside
 * @param qStar the pre-activation variance deep inside; may be infinite
 * @param depthScale 1/|ln chi1|, layers; infinite at chi1 = 1
 * @param log10DeltaSlope least-squares slope of log10 delta_rms towards the input over the hidden
 *     layers, decades a layer, first depth/4 (at most 5) left out, as the probe is fitted; NaN for
 *     fewer than two layers
 * @param slopeShift what finite width adds to the mean of that slope over single networks, inputs
 *     and cotangents; a probe's batch shifts less, see {@link FiniteWidth}
 * @param slopeDeviation standard deviation of that slope over the same; a probe's batch strays less
 * @param q variance of the pre-activations of layers 1 to depth + 1
 * @param log10DeltaRmsRatio log10 of delta_rms of layers 1 to depth + 1 over that of layer depth +
 *     1
 * @param gap why there is no theory; empty where there is
 */
public record Prediction(
    double chi1,
    double qStar,
    double depthScale,
    double log10DeltaSlope,
    double slopeShift,
    double slopeDeviation,
    List<Double> q,
    List<Double> log10DeltaRmsRatio,
    String gap) {

  /** log10 of a norm over ln of its square. */
  private static final double DECADES = 0.5 / Math.log(10);

  /** Decades a layer, and factors over the whole depth, as in the rules of diagnosis. */
  private static final double STEEP = 0.05;

  private static final double VANISHED = 1e-3;
  private static final double EXPLODED = 70;

  /** What theory says of a network. Takes milliseconds; worth keeping by the network's value. */
  public static Prediction of(RandomNetwork network) {
    if (!network.random()) {
      return none(network.initializer().label() + " draws no random weights");
    }
    var inner = FixedPoint.from(network.inner(), network.firstVariance());
    List<Double> q = network.variances();
    List<Double> ratios = network.log10DeltaRmsRatios(q);
    var fit = SlopeFit.of(network.depth());
    List<FiniteWidth.Layer> layers = network.fluctuations(q);
    return new Prediction(
        inner.chi1(),
        inner.q(),
        inner.gradientDepth(),
        -fit.slope(ratios),
        -DECADES * FiniteWidth.shift(layers, fit.weightsOfSteps()),
        DECADES * Math.sqrt(FiniteWidth.variance(layers, fit.weightsOfSteps())),
        q,
        ratios,
        "");
  }

  private static Prediction none(String gap) {
    double nan = Double.NaN;
    return new Prediction(nan, nan, nan, nan, nan, nan, List.of(), List.of(), gap);
  }

  /** delta_rms of the first hidden layer over that of the last. */
  public double growth() {
    return log10DeltaRmsRatio.isEmpty()
        ? Double.NaN
        : Math.pow(10, log10DeltaRmsRatio.get(0) - log10DeltaRmsRatio.get(lastHidden()));
  }

  private int lastHidden() {
    return log10DeltaRmsRatio.size() - 2;
  }

  /** What becomes of the gradients, by the thresholds of the rules of diagnosis. */
  public Forecast forecast() {
    if (!gap.isEmpty()) {
      return Forecast.UNKNOWN;
    }
    if (log10DeltaSlope <= -STEEP && growth() <= VANISHED) {
      return Forecast.VANISHES;
    }
    boolean explodes = log10DeltaSlope >= STEEP && growth() >= EXPLODED;
    return explodes ? Forecast.EXPLODES : Forecast.HEALTHY;
  }
}
