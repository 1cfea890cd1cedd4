package org.gradientatlas.spark.summary;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaPairRDD;
import org.gradientatlas.measure.Baseline;
import org.gradientatlas.spark.stored.NamedRow;
import org.gradientatlas.spark.stored.TrialCell;
import org.gradientatlas.table.schema.ColumnNames;
import scala.Tuple2;

/**
 * The best final scores on each of a study's data sets: what its data are known to allow.
 *
 * @param byData the scores, by the axes that tell data sets and losses apart
 */
record BestScores(HashMap<String, Baseline> byData) implements Serializable {
  private static final String DATA = "data.";

  /** Of trials with their cells. */
  static BestScores of(JavaPairRDD<TrialCell, Baseline> scores) {
    Map<String, Baseline> best =
        scores
            .mapToPair(trial -> new Tuple2<>(key(trial._1()), trial._2()))
            .reduceByKeyLocally(BestScores::better);
    return new BestScores(new HashMap<>(best));
  }

  /** The scores that a trial can be held against. */
  Baseline of(TrialCell cell) {
    return byData.getOrDefault(key(cell), Baseline.NONE);
  }

  /** The final scores of a row of trials. */
  static Baseline scores(NamedRow trial) {
    return new Baseline(trial.real(ColumnNames.FINAL_LOSS), trial.real(ColumnNames.FINAL_ACCURACY));
  }

  /** Tells data sets and losses apart. */
  static String key(TrialCell cell) {
    return cell.others().entrySet().stream()
        .filter(axis -> axis.getKey().startsWith(DATA) || axis.getKey().equals(ColumnNames.LOSS))
        .map(axis -> axis.getKey() + "=" + axis.getValue())
        .collect(Collectors.joining("\n"));
  }

  private static Baseline better(Baseline one, Baseline other) {
    return new Baseline(
        least(one.loss(), other.loss()), -least(-one.accuracy(), -other.accuracy()));
  }

  /** The smaller number that is one. */
  private static double least(double one, double other) {
    return Double.isNaN(one) || other < one ? other : one;
  }
}
