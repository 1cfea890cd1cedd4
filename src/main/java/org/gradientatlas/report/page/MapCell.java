package org.gradientatlas.report.page;

import java.util.List;
import java.util.Map;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.OutcomeVerdict;
import org.gradientatlas.measure.Interval;

/**
 * One cell of the map: its replicates together. Numbers that nothing is known of are NaN.
 *
 * @param values its position on each axis, as an index of the axis' values
 * @param example id of its first trial, to find it in the tables
 * @param mechanisms how many trials have each
 * @param verdicts how many trials have each
 * @param rule the rule that decided most of its trials; empty for none
 * @param growth log10 of delta_rms of layer 1 over that of the last hidden layer, in the probe
 * @param slope decades that delta_rms grows a layer towards the input, in the probe
 */
public record MapCell(
    List<Integer> values,
    String example,
    Map<Mechanism, Integer> mechanisms,
    Map<OutcomeVerdict, Integer> verdicts,
    String rule,
    Interval accuracy,
    Interval loss,
    Interval growth,
    Interval slope,
    Theory theory,
    Clip clip) {

  /**
   * What theory says of it.
   *
   * @param forecasts trials that theory says something of
   * @param right those whose probe did that
   */
  public record Theory(
      double slope,
      double slopeDeviation,
      double growth,
      double chi1,
      double correlationDepth,
      int forecasts,
      int right) {}

  /**
   * What its clip rule did over the recorded steps; NaN for no rule.
   *
   * @param often share of steps that it changed
   * @param kept mean of the clipped over the unclipped gradient norm
   * @param fraction mean share of gradient entries that it changed
   * @param cosine mean cosine between the gradient and the clipped gradient
   */
  public record Clip(double often, double kept, double fraction, double cosine) {
    public static final Clip NONE = new Clip(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  /** How many trials it has. */
  public int trials() {
    return verdicts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many of them were trained, so that it is known whether they learned. */
  int judged() {
    return trials() - verdicts.getOrDefault(OutcomeVerdict.NOT_EVALUABLE, 0);
  }

  /** How many of them learned. */
  public int learned() {
    return verdicts.entrySet().stream()
        .filter(verdict -> verdict.getKey().learned())
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** Whether more than half of its trials learned. */
  public boolean learns() {
    return 2 * learned() > trials();
  }
}
