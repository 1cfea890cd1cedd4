package org.gradientatlas.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradientatlas.diagnose.Evidence.Pass;
import org.gradientatlas.measure.Baseline;
import org.gradientatlas.measure.Outcome;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.study.file.RuleSettings;
import org.gradientatlas.theory.Forecast;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastScoreTest {
  private static final Thresholds DEFAULTS = new Thresholds(RuleSettings.defaults());

  private static TrialFacts trial(double theorySlope) {
    double none = Double.NaN;
    return new TrialFacts(
        new TrialFacts.Cell(2, 64, 10, true, false, Float.MIN_NORMAL, false),
        new TrialFacts.Ending(Outcome.COMPLETED, null, 0),
        new TrialFacts.Scores(none, none, none, none),
        Baseline.NONE,
        Baseline.NONE,
        new TrialFacts.Slope(none, theorySlope, none, none));
  }

  private static LayerFacts layer(int number, double delta, double theoryRatio) {
    double none = Double.NaN;
    return new LayerFacts(
        number,
        new LayerFacts.Delta(delta, theoryRatio),
        new LayerFacts.Gradient(none, 0, 0, 0),
        new LayerFacts.Activations(0, 1, none, none),
        new LayerFacts.Weights(10, 1, none, none));
  }

  /** Two hidden layers: the slope is what delta gains from the second to the first. */
  private static ForecastScore score(double slope, double decades, double measuredDecades) {
    var pass =
        new Pass(
            Phase.PROBE,
            0,
            List.of(
                layer(1, Math.pow(10, measuredDecades), decades), layer(2, 1, 0), layer(3, 1, 0)));
    return ForecastScore.of(new Evidence(trial(slope), List.of(), List.of(pass)), DEFAULTS);
  }

  /** plan forecasts before there are rows to diagnose; both must mean the same. */
  @ParameterizedTest
  @CsvSource({
    "0.05, 1.846, EXPLODES", "0.049, 1.846, HEALTHY", "0.05, 1.845, HEALTHY",
    "-0.05, -3, VANISHES", "-0.049, -3, HEALTHY", "-0.05, -2.99, HEALTHY",
    "0, 0, HEALTHY", "2, 40, EXPLODES", "-2, -40, VANISHES"
  })
  void theDefaultsAreWhatPlanForecastsBy(double slope, double decades, Forecast forecast) {
    assertThat(score(slope, decades, 0).forecast()).isEqualTo(forecast);
    assertThat(Forecast.of(slope, decades)).isEqualTo(forecast);
  }

  @Test
  void whatIsMeasuredIsHeldAgainstWhatWasExpected() {
    ForecastScore score = score(-1.5, -3.5, -4);
    assertThat(score.measured()).isEqualTo(Forecast.VANISHES);
    assertThat(score.measuredSlope()).isEqualTo(-4);
    assertThat(score.scored()).isTrue();
    assertThat(score(Double.NaN, Double.NaN, -4).scored()).as("without theory").isFalse();
    assertThat(score(-1.5, -3.5, Double.NaN).scored()).as("without a measurement").isFalse();
  }
}
