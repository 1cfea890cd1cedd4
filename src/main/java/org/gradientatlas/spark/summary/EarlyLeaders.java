package org.gradientatlas.spark.summary;

import java.io.Serializable;
import java.util.HashMap;
import org.apache.spark.api.java.JavaRDD;
import org.gradientatlas.diagnose.early.EarlyFacts;
import org.gradientatlas.diagnose.early.EarlyVerdict;
import scala.Tuple2;

/**
 * The networks that had come farthest after a tenth of the steps, one for each of a study's data
 * sets.
 */
record EarlyLeaders(HashMap<String, Leader> byData) implements Serializable {
  private static final Leader NONE = new Leader(0, 0);

  /**
   * @param gain of the one that had come farthest
   * @param networks how many have a gain
   */
  private record Leader(double gain, long networks) implements Serializable {
    static Leader of(EarlyFacts facts) {
      return Double.isNaN(facts.gain()) ? NONE : new Leader(facts.gain(), 1);
    }

    Leader with(Leader other) {
      return new Leader(Math.max(gain, other.gain), networks + other.networks);
    }
  }

  static EarlyLeaders of(JavaRDD<JudgedTrial> trials) {
    return new EarlyLeaders(
        new HashMap<>(
            trials
                .mapToPair(
                    trial -> new Tuple2<>(BestScores.key(trial.cell()), Leader.of(trial.early())))
                .reduceByKeyLocally(Leader::with)));
  }

  /** The probability that a trial will learn; NaN if there is none. */
  double probability(JudgedTrial trial) {
    Leader leader = byData.getOrDefault(BestScores.key(trial.cell()), NONE);
    return EarlyVerdict.of(trial.early(), leader.gain, leader.networks);
  }
}
