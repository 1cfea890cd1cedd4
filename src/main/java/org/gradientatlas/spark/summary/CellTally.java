package org.gradientatlas.spark.summary;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.gradientatlas.diagnose.Judgement;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.OutcomeVerdict;
import org.gradientatlas.diagnose.Rule;

/**
 * Counts and sums over trials: what their gradients did and whether they learned.
 *
 * @param position of the first trial among all of the study
 * @param judged how many trials have a verdict
 * @param mechanisms how many trials have each mechanism
 * @param warnings in how many trials each warning fired
 * @param scores sum of the final accuracies, or of R2, of {@code scored} trials
 * @param classifies whether they are accuracies, and not R2
 * @param growths sum of log10 of delta_rms of layer 1 over that of the last hidden layer, over
 *     {@code probed} trials, in the probe
 * @param lastGrowths the same at the last recorded step, over {@code recorded} trials
 */
public record CellTally(
    long position,
    int trials,
    int judged,
    int learned,
    int diverged,
    EnumMap<Mechanism, Integer> mechanisms,
    EnumMap<Rule, Integer> warnings,
    double scores,
    int scored,
    boolean classifies,
    double growths,
    int probed,
    double lastGrowths,
    int recorded) {

  static CellTally of(JudgedTrial trial) {
    Judgement judgement = trial.judgement();
    OutcomeVerdict verdict = judgement.verdict();
    var mechanisms = new EnumMap<Mechanism, Integer>(Mechanism.class);
    mechanisms.put(judgement.mechanism(), 1);
    var warnings = new EnumMap<Rule, Integer>(Rule.class);
    judgement.fired().stream().filter(Rule::isWarning).forEach(rule -> warnings.put(rule, 1));
    boolean classifies = !Double.isNaN(judgement.finalAccuracy());
    double score = classifies ? judgement.finalAccuracy() : judgement.r2();
    double growth = trial.forecast().measuredDecades();
    double last = trial.lastDecades();
    return new CellTally(
        trial.position(),
        1,
        verdict == OutcomeVerdict.NOT_EVALUABLE ? 0 : 1,
        verdict == OutcomeVerdict.LEARNED ? 1 : 0,
        verdict == OutcomeVerdict.DIVERGED ? 1 : 0,
        mechanisms,
        warnings,
        Double.isNaN(score) ? 0 : score,
        Double.isNaN(score) ? 0 : 1,
        classifies,
        Double.isFinite(growth) ? growth : 0,
        Double.isFinite(growth) ? 1 : 0,
        Double.isFinite(last) ? last : 0,
        Double.isFinite(last) ? 1 : 0);
  }

  CellTally merge(CellTally other) {
    return new CellTally(
        Math.min(position, other.position),
        trials + other.trials,
        judged + other.judged,
        learned + other.learned,
        diverged + other.diverged,
        sums(mechanisms, other.mechanisms),
        sums(warnings, other.warnings),
        scores + other.scores,
        scored + other.scored,
        classifies || other.classifies,
        growths + other.growths,
        probed + other.probed,
        lastGrowths + other.lastGrowths,
        recorded + other.recorded);
  }

  private static <E extends Enum<E>> EnumMap<E, Integer> sums(
      EnumMap<E, Integer> counts, EnumMap<E, Integer> more) {
    var sums = new EnumMap<>(counts);
    more.forEach((key, count) -> sums.merge(key, count, Integer::sum));
    return sums;
  }

  /** How many warnings its trials have on average. */
  double warned() {
    return warnings.values().stream().mapToInt(Integer::intValue).sum() / (double) trials;
  }

  /** The share of trials with a mechanism that is trouble. */
  double troubled() {
    return mechanisms.entrySet().stream()
            .filter(count -> count.getKey().isTrouble())
            .mapToInt(Map.Entry::getValue)
            .sum()
        / (double) trials;
  }

  /** The most frequent mechanism. */
  public Mechanism mechanism() {
    return Collections.max(mechanisms.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  /** The share of judged trials that learned; NaN for none. */
  public double learnedShare() {
    return learned / (double) judged;
  }

  /** Mean final accuracy, or mean R2; NaN for none. */
  public double score() {
    return scores / scored;
  }

  /**
   * Mean growth of delta_rms from the last hidden layer to the first in the probe, in decades; NaN
   * for none.
   */
  public double growth() {
    return growths / probed;
  }

  /** The same at the last recorded step, by which most mechanisms are judged; NaN for none. */
  public double lastGrowth() {
    return lastGrowths / recorded;
  }
}
