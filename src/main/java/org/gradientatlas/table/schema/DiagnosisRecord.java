package org.gradientatlas.table.schema;

import java.util.Locale;
import org.gradientatlas.diagnose.Diagnosis;
import org.gradientatlas.diagnose.Finding;
import org.gradientatlas.diagnose.ForecastScore;
import org.gradientatlas.diagnose.Rule;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosed trial: the record behind its rows in diagnoses and forecasts.
 *
 * @param probabilityToLearn as told after a tenth of the steps; NaN if it was not
 * @param otherAxes its rows of the table axes, as text; empty for none
 */
public record DiagnosisRecord(
    Diagnosis diagnosis,
    ForecastScore forecast,
    double probabilityToLearn,
    String otherAxes,
    String rulesetVersion) {

  @Nullable String rule() {
    Finding finding = diagnosis.decisive();
    return finding == null ? null : finding.rule().name();
  }

  @Nullable String cause() {
    Rule cause = diagnosis.cause();
    return cause == null ? null : cause.name();
  }

  @Nullable String phase() {
    Finding finding = diagnosis.decisive();
    return finding == null || finding.phase() == null ? null : finding.phase().label();
  }

  @Nullable Integer step() {
    Finding finding = diagnosis.decisive();
    return finding == null ? null : finding.step();
  }

  @Nullable Integer layer() {
    Finding finding = diagnosis.decisive();
    return finding == null ? null : finding.layer();
  }

  double observed() {
    Finding finding = diagnosis.decisive();
    return finding == null ? Double.NaN : finding.observed();
  }

  double threshold() {
    Finding finding = diagnosis.decisive();
    return finding == null ? Double.NaN : finding.threshold();
  }

  String[] fired() {
    return diagnosis.fired().toArray(String[]::new);
  }

  String[] notEvaluable() {
    return diagnosis.notEvaluable().stream().map(Rule::name).toArray(String[]::new);
  }

  @Nullable Boolean agrees() {
    return forecast.scored() ? forecast.forecast() == forecast.measured() : null;
  }

  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
