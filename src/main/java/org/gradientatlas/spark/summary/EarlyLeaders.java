package org.gradientatlas.spark.summary;

import java.util.HashMap;
import java.util.Map;
import org.gradientatlas.diagnose.early.EarlyFacts;
import org.gradientatlas.diagnose.early.EarlyVerdict;

/**
 * The networks that had come farthest after a tenth of the steps, one for each of a study's data
 * sets.
 */
record EarlyLeaders(Map<String, Leader> byData) {
  private static final Leader NONE = new Leader(0, 0);

  /**
   * @param gain of the one that had come farthest
   * @param networks how many have a gain
   */
  private record Leader(double gain, long networks) {
    static Leader of(EarlyFacts facts) {
      return Double.isNaN(facts.gain()) ? NONE : new Leader(facts.gain(), 1);
    }

    Leader with(Leader other) {
      return new Leader(Math.max(gain, other.gain), networks + other.networks);
    }
  }

  static EarlyLeaders of(Iterable<JudgedTrial> trials) {
    var byData = new HashMap<String, Leader>();
    for (JudgedTrial trial : trials) {
      byData.merge(BestScores.key(trial.cell().others()), Leader.of(trial.early()), Leader::with);
    }
    return new EarlyLeaders(byData);
  }

  /** The probability that a trial will learn; NaN if there is none. */
  double probability(JudgedTrial trial) {
    Leader leader = byData.getOrDefault(BestScores.key(trial.cell().others()), NONE);
    return EarlyVerdict.of(trial.early(), leader.gain, leader.networks);
  }
}
