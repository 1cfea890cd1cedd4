package org.gradientatlas.report.page;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.OutcomeVerdict;
import org.gradientatlas.diagnose.Rule;
import org.gradientatlas.measure.Interval;

/**
 * One cell of the map, over its replicates. Unknown numbers are NaN.
 *
 * @param values its position on each axis, as an index of the axis' values
 * @param example id of its first trial, to find it in the tables
 * @param outcomes how many trials have each
 * @param rule the rule that decided most of its trials; empty for none
 * @param warnings in how many of its trials each warning fired; those that did not are left out
 * @param r2 1 - loss / loss of always guessing the mean, where numbers are predicted
 * @param growth log10 of delta_rms of layer 1 over that of the last hidden layer, in the probe
 * @param slope growth of delta_rms towards the input in the probe, in decades per layer
 */
public record MapCell(
    List<Integer> values,
    String example,
    Map<MappedOutcome, Integer> outcomes,
    String rule,
    Map<Rule, Integer> warnings,
    Interval accuracy,
    Interval loss,
    Interval r2,
    Interval growth,
    Interval slope,
    Theory theory,
    Clip clip) {

  /**
   * Theory's predictions for the cell.
   *
   * @param memory time steps over which a gated cell's forget bias alone keeps a part 1/e
   * @param forecasts number of trials with a forecast
   * @param right number of trials whose probe behaved as forecast
   */
  public record Theory(
      double slope,
      double slopeDeviation,
      double growth,
      double chi1,
      double correlationDepth,
      double memory,
      int forecasts,
      int right) {}

  /**
   * The effect of its clip rule over the recorded steps; NaN without a rule.
   *
   * @param often share of steps that clipping changed
   * @param kept mean of the clipped over the unclipped gradient norm
   * @param fraction mean share of gradient entries that clipping changed
   * @param cosine mean cosine between the gradient and the clipped gradient
   */
  public record Clip(double often, double kept, double fraction, double cosine) {
    public static final Clip NONE = new Clip(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  /** How many trials have each mechanism. */
  Map<Mechanism, Integer> mechanisms() {
    return by(MappedOutcome::mechanism);
  }

  /** How many trials have each verdict. */
  Map<OutcomeVerdict, Integer> verdicts() {
    return by(MappedOutcome::verdict);
  }

  /** How many trials have each outcome in short. */
  Map<String, Integer> outcomesInShort() {
    return by(MappedOutcome::inShort);
  }

  private <K> Map<K, Integer> by(Function<MappedOutcome, K> key) {
    var counts = new TreeMap<K, Integer>();
    outcomes.forEach((outcome, trials) -> counts.merge(key.apply(outcome), trials, Integer::sum));
    return counts;
  }

  /** How many trials it has. */
  public int trials() {
    return outcomes.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many trials have a verdict, because they were trained. */
  int judged() {
    return trials() - verdicts().getOrDefault(OutcomeVerdict.NOT_EVALUABLE, 0);
  }

  /** How many of its trials learned. */
  public int learned() {
    return verdicts().getOrDefault(OutcomeVerdict.LEARNED, 0);
  }

  /** How many of its trials diverged. */
  int diverged() {
    return verdicts().getOrDefault(OutcomeVerdict.DIVERGED, 0);
  }

  /** Whether more than half of its trials learned. */
  public boolean learns() {
    return 2 * learned() > trials();
  }
}
