package org.gradientatlas.spark.page;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.Rule;
import org.gradientatlas.measure.Interval;
import org.gradientatlas.report.page.MapCell;
import org.gradientatlas.report.page.MappedOutcome;
import org.jspecify.annotations.Nullable;

/** The numbers of a square of the map, over its trials. */
final class CellNumbers {
  private CellNumbers() {}

  /**
   * A cell, or several cells as one.
   *
   * @param place indices of its values on the axes
   */
  static MapCell of(List<Integer> place, List<ReportedTrial> trials, MapCell.Clip clip) {
    return new MapCell(
        place,
        trials.get(0).id(),
        outcomes(trials),
        mostFrequentRule(trials),
        warnings(trials),
        interval(trials, trial -> trial.scores().accuracy()),
        interval(trials, trial -> trial.scores().loss()),
        interval(trials, trial -> trial.scores().r2()),
        interval(trials, trial -> trial.diagnosed().forecast().measuredGrowth()),
        interval(trials, trial -> trial.scores().slope()),
        theory(trials),
        clip);
  }

  private static MapCell.Theory theory(List<ReportedTrial> trials) {
    return new MapCell.Theory(
        interval(trials, trial -> trial.theory().slope()).mean(),
        interval(trials, trial -> trial.theory().slopeSd()).mean(),
        interval(trials, trial -> trial.diagnosed().forecast().theoryGrowth()).mean(),
        interval(trials, trial -> trial.theory().chi1()).mean(),
        interval(trials, trial -> trial.theory().correlationDepth()).mean(),
        interval(trials, trial -> trial.theory().memory()).mean(),
        (int) trials.stream().filter(trial -> trial.diagnosed().forecast().scored()).count(),
        (int) trials.stream().filter(trial -> trial.diagnosed().forecast().agrees()).count());
  }

  private static Interval interval(
      List<ReportedTrial> trials, ToDoubleFunction<ReportedTrial> number) {
    return Interval.of(trials.stream().mapToDouble(number).toArray());
  }

  private static Map<MappedOutcome, Integer> outcomes(List<ReportedTrial> trials) {
    var counts = new LinkedHashMap<MappedOutcome, Integer>();
    trials.forEach(trial -> counts.merge(outcome(trial.diagnosed()), 1, Integer::sum));
    return counts;
  }

  private static MappedOutcome outcome(ReportedDiagnosis diagnosis) {
    return new MappedOutcome(diagnosis.mechanism(), diagnosis.verdict());
  }

  private static Map<Rule, Integer> warnings(List<ReportedTrial> trials) {
    var counts = new EnumMap<Rule, Integer>(Rule.class);
    trials.forEach(
        trial -> trial.diagnosed().warnings().forEach(rule -> counts.merge(rule, 1, Integer::sum)));
    return counts;
  }

  /** Of the rules that show what most trials' gradients did; other rules are about other things. */
  private static String mostFrequentRule(List<ReportedTrial> trials) {
    String mechanism =
        mostFrequent(trials.stream().map(trial -> trial.diagnosed().mechanism().toString()));
    return mostFrequent(
        trials.stream()
            .map(ReportedTrial::diagnosed)
            .filter(diagnosis -> diagnosis.mechanism().toString().equals(mechanism))
            .map(ReportedDiagnosis::rule)
            .filter(rule -> mechanism.equals(String.valueOf(mechanismOf(rule)))));
  }

  private static @Nullable Mechanism mechanismOf(String rule) {
    return Arrays.stream(Rule.values())
        .filter(each -> each.name().equals(rule))
        .findFirst()
        .map(Rule::mechanism)
        .orElse(null);
  }

  private static String mostFrequent(Stream<String> texts) {
    return texts
        .collect(Collectors.groupingBy(text -> text, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("");
  }
}
