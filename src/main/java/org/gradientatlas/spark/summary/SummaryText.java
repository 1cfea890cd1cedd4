package org.gradientatlas.spark.summary;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.OutcomeVerdict;
import org.gradientatlas.theory.Forecast;
import scala.Tuple2;

/** The short text of a summary. */
final class SummaryText {
  private static final int EFFECTS = 8;

  private SummaryText() {}

  /**
   * The best recipe, mechanisms by verdicts, forecasts by probes, and the strongest effects.
   *
   * @param axes names of the axes that vary
   */
  static String of(
      JavaRDD<JudgedTrial> trials, JavaRDD<ContrastOfCells> contrasts, List<String> axes) {
    Map<Tuple2<String, String>, Long> verdicts =
        trials.map(t -> pair(t.diagnosis().mechanism(), t.diagnosis().verdict())).countByValue();
    Map<Tuple2<String, String>, Long> forecasts =
        trials.map(t -> pair(t.forecast().forecast(), t.forecast().measured())).countByValue();
    boolean classifies =
        !trials.filter(trial -> !Double.isNaN(trial.judgement().finalAccuracy())).isEmpty();
    return StudyAnswer.of(trials, axes, classifies)
        + "Trials by what their gradients did (rows) and whether they learned (columns):\n"
        + CrossTable.of(verdicts, Mechanism.values(), OutcomeVerdict.values())
        + "\nProbes by what theory expected (rows) and what they did (columns)"
        + score(forecasts)
        + ":\n"
        + CrossTable.of(forecasts, Forecast.values(), Forecast.values())
        + EffectText.of(Effects.strongest(contrasts, EFFECTS), classifies);
  }

  private static Tuple2<String, String> pair(Enum<?> row, Enum<?> column) {
    return new Tuple2<>(row.name(), column.name());
  }

  private static String score(Map<Tuple2<String, String>, Long> forecasts) {
    long scored = 0;
    long right = 0;
    for (var cell : forecasts.entrySet()) {
      String forecast = cell.getKey()._1();
      String measured = cell.getKey()._2();
      boolean known =
          !forecast.equals(Forecast.UNKNOWN.name()) && !measured.equals(Forecast.UNKNOWN.name());
      scored += known ? cell.getValue() : 0;
      right += known && forecast.equals(measured) ? cell.getValue() : 0;
    }
    return scored == 0
        ? ""
        : String.format(Locale.ROOT, ", %.1f %% of %d as expected", 100.0 * right / scored, scored);
  }
}
