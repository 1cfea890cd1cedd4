package org.gradientatlas.diagnose;

import java.io.Serializable;
import java.util.List;
import org.gradientatlas.diagnose.Evidence.Pass;
import org.gradientatlas.theory.Forecast;

/**
 * Theory's forecast for a trial's probe and the measured result, classified by the thresholds of
 * {@link Rule#EXPLODING_SLOPE} and {@link Rule#VANISHING_SLOPE}.
 *
 * @param predictedSlope decades per layer towards the input
 * @param predictedDecades log10 of delta_rms of layer 1 over that of the last hidden layer
 */
public record ForecastScore(
    Forecast forecast,
    Forecast measured,
    double predictedSlope,
    double predictedDecades,
    double measuredSlope,
    double measuredDecades)
    implements Serializable {

  /** Computes both from the rows of the probe. */
  public static ForecastScore of(Evidence evidence, Thresholds thresholds) {
    Pass probe = evidence.probe();
    if (probe == null) {
      double none = Double.NaN;
      return new ForecastScore(Forecast.UNKNOWN, Forecast.UNKNOWN, none, none, none, none);
    }
    List<Evidence.ProfilePoint> points = probe.profile();
    double decades =
        points.isEmpty()
            ? Double.NaN
            : points.get(0).theoryLog10Ratio() - points.get(points.size() - 1).theoryLog10Ratio();
    var predicted = new DepthProfile(evidence.trial().slope().theory(), decades);
    var measured = DepthProfile.of(probe, evidence.trial().cell().smallestNormal());
    return new ForecastScore(
        trend(predicted, thresholds),
        trend(measured, thresholds),
        predicted.slope(),
        predicted.decades(),
        measured.slope(),
        measured.decades());
  }

  private static Forecast trend(DepthProfile profile, Thresholds thresholds) {
    if (!profile.hasValue()) {
      return Forecast.UNKNOWN;
    }
    Rule up = Rule.EXPLODING_SLOPE;
    if (profile.grows(thresholds.of(up, "slope"), thresholds.of(up, "growth"))) {
      return Forecast.EXPLODES;
    }
    Rule down = Rule.VANISHING_SLOPE;
    boolean vanishes = profile.shrinks(thresholds.of(down, "slope"), thresholds.of(down, "decay"));
    return vanishes ? Forecast.VANISHES : Forecast.HEALTHY;
  }

  /** Whether both have a value. */
  public boolean scored() {
    return forecast != Forecast.UNKNOWN && measured != Forecast.UNKNOWN;
  }
}
