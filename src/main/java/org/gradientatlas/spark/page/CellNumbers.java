package org.gradientatlas.spark.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.gradientatlas.measure.Interval;
import org.gradientatlas.report.page.MapCell;
import org.gradientatlas.report.page.MappedOutcome;

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

  private static String mostFrequentRule(List<ReportedTrial> trials) {
    return trials.stream()
        .map(trial -> trial.diagnosed().rule())
        .filter(rule -> !rule.isEmpty())
        .collect(Collectors.groupingBy(rule -> rule, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("");
  }
}
