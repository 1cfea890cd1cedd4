package org.gradientatlas.spark.sweep;

import java.util.Arrays;
import java.util.List;
import org.gradientatlas.study.Grid;
import org.gradientatlas.study.Trial;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;

/** Decides how many files each table of a wave gets: few, and of a sensible size. */
final class WaveFiles {
  /** Some 50 to 100 MB of the widest table. */
  private static final double ROWS_A_FILE = 1_000_000;

  /** From this many rows on, a second file is worth it, so that two slots write. */
  private static final double ROWS_WORTH_TWO_FILES = 20_000;

  private WaveFiles() {}

  /** Number of files for each of {@link Tables#ALL}; 0 for a table without rows. */
  static List<Integer> count(Grid grid, WavePlan.Wave wave) {
    long steps = 0;
    long layers = 0;
    for (long index : (Iterable<Long>) Arrays.stream(wave.indices())::iterator) {
      Trial trial = grid.trial(index);
      int records = trial.training().record().count(trial.training().steps());
      steps += records;
      long networks = 1L + trial.training().workers().count();
      layers += (records * networks + 1) * (trial.network().depth() + 1);
    }
    long stepRows = steps;
    long layerRows = layers;
    return Tables.ALL.stream().map(t -> files(t, grid, stepRows, layerRows)).toList();
  }

  private static int files(Table<?> table, Grid grid, long steps, long layers) {
    if (table.equals(Tables.AXES)) {
      return grid.extraAxes().isEmpty() ? 0 : 1;
    }
    if (table.equals(Tables.TRIALS)) {
      // One file: a wave without a manifest counts as committed once its trials file is there.
      return 1;
    }
    long rows = table.equals(Tables.STEPS) ? steps : layers;
    int least = rows > ROWS_WORTH_TWO_FILES ? 2 : 1;
    return Math.max(least, (int) Math.ceil(rows / ROWS_A_FILE));
  }
}
