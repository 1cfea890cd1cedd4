package org.gradientatlas.spark.summary;

import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.gradientatlas.diagnose.Judgement;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.OutcomeVerdict;

/**
 * Counts and sums over trials: what their gradients did and whether they learned.
 *
 * @param position of the first trial in the table trials
 * @param judged how many trials have a verdict
 * @param mechanisms how many trials have each mechanism
 * @param accuracies sum of the final accuracies of {@code scored} trials
 * @param growths sum of log10 of delta_rms of layer 1 over that of the last hidden layer, over
 *     {@code probed} trials
 */
public record CellTally(
    String position,
    int trials,
    int judged,
    int learned,
    int diverged,
    EnumMap<Mechanism, Integer> mechanisms,
    double accuracies,
    int scored,
    double growths,
    int probed)
    implements Serializable {

  static CellTally of(JudgedTrial trial) {
    Judgement judgement = trial.judgement();
    OutcomeVerdict verdict = judgement.verdict();
    var mechanisms = new EnumMap<Mechanism, Integer>(Mechanism.class);
    mechanisms.put(judgement.mechanism(), 1);
    double accuracy = judgement.finalAccuracy();
    double growth = trial.forecast().measuredDecades();
    return new CellTally(
        trial.position(),
        1,
        verdict == OutcomeVerdict.NOT_EVALUABLE ? 0 : 1,
        verdict == OutcomeVerdict.LEARNED ? 1 : 0,
        verdict == OutcomeVerdict.DIVERGED ? 1 : 0,
        mechanisms,
        Double.isNaN(accuracy) ? 0 : accuracy,
        Double.isNaN(accuracy) ? 0 : 1,
        Double.isFinite(growth) ? growth : 0,
        Double.isFinite(growth) ? 1 : 0);
  }

  CellTally merge(CellTally other) {
    var sums = new EnumMap<>(mechanisms);
    other.mechanisms.forEach((mechanism, count) -> sums.merge(mechanism, count, Integer::sum));
    return new CellTally(
        position.compareTo(other.position) < 0 ? position : other.position,
        trials + other.trials,
        judged + other.judged,
        learned + other.learned,
        diverged + other.diverged,
        sums,
        accuracies + other.accuracies,
        scored + other.scored,
        growths + other.growths,
        probed + other.probed);
  }

  /** The most frequent mechanism. */
  public Mechanism mechanism() {
    return Collections.max(mechanisms.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  /** The share of judged trials that learned; NaN for none. */
  public double learnedShare() {
    return learned / (double) judged;
  }

  /** Mean final accuracy; NaN for none. */
  public double accuracy() {
    return accuracies / scored;
  }

  /** Mean growth of delta_rms from the last hidden layer to the first, in decades; NaN for none. */
  public double growth() {
    return growths / probed;
  }
}
