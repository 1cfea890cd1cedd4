package org.gradientatlas.spark.summary;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.OutcomeVerdict;
import org.gradientatlas.diagnose.Rule;
import org.gradientatlas.report.page.WarningText;
import org.gradientatlas.report.text.Paragraph;
import org.gradientatlas.spark.summary.CrossTable.Pair;
import org.gradientatlas.theory.Forecast;

/** The short text of a summary. */
final class SummaryText {
  private static final int EFFECTS = 8;

  private SummaryText() {}

  /** The best recipe, mechanisms by verdicts, forecasts by probes, and the strongest effects. */
  static String of(JudgedTrials trials, Effects effects) {
    Map<Pair, Long> forecasts =
        counts(trials, t -> Pair.of(t.forecast().forecast(), t.forecast().measured()));
    return StudyAnswer.of(trials)
        + (trials.trained() ? verdicts(trials) : mechanisms(trials))
        + warnings(trials)
        + "\nProbes by what theory expected (rows) and what they did (columns)"
        + score(forecasts)
        + ":\n"
        + CrossTable.of(forecasts, Forecast.values(), Forecast.values())
        + EffectText.of(effects.strongest(EFFECTS), trials.classify(), trials.slopesOver());
  }

  private static String verdicts(JudgedTrials trials) {
    Map<Pair, Long> verdicts =
        counts(trials, t -> Pair.of(t.diagnosis().mechanism(), t.diagnosis().verdict()));
    return "Trials by what their gradients did (rows) and whether they learned (columns):\n"
        + CrossTable.of(verdicts, Mechanism.values(), OutcomeVerdict.values());
  }

  private static String mechanisms(JudgedTrials trials) {
    Map<Mechanism, Long> counts =
        trials.all().stream()
            .map(trial -> trial.diagnosis().mechanism())
            .collect(Collectors.groupingBy(m -> m, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(count -> "%-14s  %,6d\n".formatted(count.getKey(), count.getValue()))
        .collect(
            Collectors.joining(
                "", "Nothing was trained. Trials by what their gradients did in the probe:\n", ""));
  }

  private static Map<Pair, Long> counts(JudgedTrials trials, Function<JudgedTrial, Pair> pair) {
    return trials.all().stream().collect(Collectors.groupingBy(pair, Collectors.counting()));
  }

  /** On a line of its own, if there are any. */
  private static String warnings(JudgedTrials trials) {
    var counts = new EnumMap<Rule, Integer>(Rule.class);
    for (JudgedTrial trial : trials.all()) {
      trial.judgement().fired().stream()
          .filter(Rule::isWarning)
          .forEach(rule -> counts.merge(rule, 1, Integer::sum));
    }
    String sentence = WarningText.sentence(counts, trials.all().size());
    return sentence.isEmpty() ? "" : Paragraph.of(sentence) + "\n";
  }

  private static String score(Map<Pair, Long> forecasts) {
    long scored = 0;
    long right = 0;
    for (var cell : forecasts.entrySet()) {
      String forecast = cell.getKey().row();
      String measured = cell.getKey().column();
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
