package org.gradientatlas.spark.summary;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.gradientatlas.measure.Baseline;
import org.gradientatlas.spark.stored.TrialCell;
import org.gradientatlas.spark.stored.WaveTables;
import org.gradientatlas.table.file.RowCursor;
import org.gradientatlas.table.output.Manifest;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.schema.ColumnNames;

/**
 * The best final scores on each of a study's data sets: what its data are known to allow.
 *
 * @param byData the scores, by the axes that tell data sets and losses apart
 */
record BestScores(Map<String, Baseline> byData) {
  private static final String DATA = "data.";

  /** Reads the final scores of all trials. */
  static BestScores read(StudyDirectory directory, List<Manifest> waves, Configuration hadoop)
      throws IOException {
    var best = new HashMap<String, Baseline>();
    WaveTables.each(directory, waves, hadoop, BestScores::ofWave)
        .forEach(
            wave -> wave.forEach((data, scores) -> best.merge(data, scores, BestScores::better)));
    return new BestScores(best);
  }

  private static Map<String, Baseline> ofWave(WaveTables tables) throws IOException {
    var best = new HashMap<String, Baseline>();
    WaveTables.OtherAxes axes = tables.otherAxes();
    try (RowCursor trials =
        tables.trials(
            List.of(ColumnNames.TRIAL_ID, ColumnNames.FINAL_LOSS, ColumnNames.FINAL_ACCURACY))) {
      while (trials.next()) {
        best.merge(
            key(axes.of(trials.word(ColumnNames.TRIAL_ID))),
            new Baseline(
                trials.real(ColumnNames.FINAL_LOSS), trials.real(ColumnNames.FINAL_ACCURACY)),
            BestScores::better);
      }
    }
    return best;
  }

  /** The scores that a trial can be held against. */
  Baseline of(TrialCell cell) {
    return byData.getOrDefault(key(cell.others()), Baseline.NONE);
  }

  /** Tells data sets and losses apart, given the axes that are no cell columns. */
  static String key(Map<String, String> others) {
    return others.isEmpty()
        ? ""
        : others.entrySet().stream()
            .filter(
                axis -> axis.getKey().startsWith(DATA) || axis.getKey().equals(ColumnNames.LOSS))
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
