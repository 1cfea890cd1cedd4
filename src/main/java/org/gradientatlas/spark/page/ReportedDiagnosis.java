package org.gradientatlas.spark.page;

import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.OutcomeVerdict;
import org.gradientatlas.diagnose.Rule;
import org.gradientatlas.table.file.RowCursor;
import org.gradientatlas.table.schema.ColumnNames;
import org.gradientatlas.table.schema.DiagnosisTables;
import org.jspecify.annotations.Nullable;

/**
 * The diagnosis of a trial and its forecast, as they are stored. Unknown numbers are NaN.
 *
 * @param rule empty for none
 * @param warnings rules that fired beside it
 * @param rulesetVersion null if it is not stored
 * @param forecast null if it is not stored
 */
public record ReportedDiagnosis(
    Mechanism mechanism,
    OutcomeVerdict verdict,
    String rule,
    Set<Rule> warnings,
    @Nullable String rulesetVersion,
    Forecast forecast) {
  private static final Forecast NONE = new Forecast(false, false, Double.NaN, Double.NaN);

  /** Theory's forecast of a probe: whether there is one, whether it came true, and both growths. */
  record Forecast(boolean scored, boolean agrees, double theoryGrowth, double measuredGrowth) {}

  /** The diagnoses of all trials by their ids. */
  static Map<String, ReportedDiagnosis> read(ReportJob.Derived derived, Configuration hadoop)
      throws IOException {
    Map<String, Forecast> forecasts = forecasts(derived, hadoop);
    var all = new HashMap<String, ReportedDiagnosis>();
    // Most trials have the same warnings, and then share one set.
    var shared = new HashMap<Set<Rule>, Set<Rule>>();
    List<String> columns =
        List.of(
            ColumnNames.TRIAL_ID,
            ColumnNames.MECHANISM,
            ColumnNames.OUTCOME_VERDICT,
            ColumnNames.RULE,
            ColumnNames.RULES_FIRED,
            ColumnNames.RULESET_VERSION);
    try (var rows = new RowCursor(derived.files(DiagnosisTables.DIAGNOSES), hadoop, columns)) {
      while (rows.next()) {
        String id = rows.word(ColumnNames.TRIAL_ID);
        String rule = rows.text(ColumnNames.RULE);
        all.put(
            id,
            new ReportedDiagnosis(
                Mechanism.valueOf(rows.word(ColumnNames.MECHANISM)),
                OutcomeVerdict.valueOf(rows.word(ColumnNames.OUTCOME_VERDICT)),
                rule == null ? "" : rule,
                shared.computeIfAbsent(
                    warnings(rows.column(ColumnNames.RULES_FIRED).texts()), same -> same),
                rows.text(ColumnNames.RULESET_VERSION),
                forecasts.getOrDefault(id, NONE)));
      }
    }
    return all;
  }

  /** Of names that a later version may not know. */
  private static Set<Rule> warnings(List<String> fired) {
    var warnings = EnumSet.noneOf(Rule.class);
    for (Rule rule : Rule.values()) {
      if (rule.isWarning() && fired.contains(rule.name())) {
        warnings.add(rule);
      }
    }
    return warnings;
  }

  private static Map<String, Forecast> forecasts(ReportJob.Derived derived, Configuration hadoop)
      throws IOException {
    var all = new HashMap<String, Forecast>();
    List<String> columns =
        List.of(
            ColumnNames.TRIAL_ID,
            ColumnNames.AGREES,
            ColumnNames.THEORY_LOG10_GROWTH,
            ColumnNames.MEASURED_LOG10_GROWTH);
    try (var rows = new RowCursor(derived.files(DiagnosisTables.FORECASTS), hadoop, columns)) {
      while (rows.next()) {
        all.put(
            rows.word(ColumnNames.TRIAL_ID),
            new Forecast(
                !rows.isNull(ColumnNames.AGREES),
                rows.column(ColumnNames.AGREES).flag(),
                rows.real(ColumnNames.THEORY_LOG10_GROWTH),
                rows.real(ColumnNames.MEASURED_LOG10_GROWTH)));
      }
    }
    return all;
  }
}
