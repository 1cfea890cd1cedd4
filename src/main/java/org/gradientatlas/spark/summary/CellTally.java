package org.gradientatlas.spark.summary;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.gradientatlas.diagnose.Judgement;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.OutcomeVerdict;

/**
 * Counts and sums over trials: what their gradients did and whether they learned.
 *
 * @param position of the first trial among all of the study
 * @param judged how many trials have a verdict
 * @param mechanisms how many trials have each mechanism
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
        Double.isNaN(score) ? 0 : score,
        Double.isNaN(score) ? 0 : 1,
        classifies,
        Double.isFinite(growth) ? growth : 0,
        Double.isFinite(growth) ? 1 : 0,
        Double.isFinite(last) ? last : 0,
        Double.isFinite(last) ? 1 : 0);
  }

  CellTally merge(CellTally other) {
    var sums = new EnumMap<>(mechanisms);
    other.mechanisms.forEach((mechanism, count) -> sums.merge(mechanism, count, Integer::sum));
    return new CellTally(
        Math.min(position, other.position),
        trials + other.trials,
        judged + other.judged,
        learned + other.learned,
        diverged + other.diverged,
        sums,
        scores + other.scores,
        scored + other.scored,
        classifies || other.classifies,
        growths + other.growths,
        probed + other.probed,
        lastGrowths + other.lastGrowths,
        recorded + other.recorded);
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
