package org.gradientatlas.spark.sweep;

import java.util.Arrays;
import java.util.List;
import org.gradientatlas.study.CostModel;
import org.gradientatlas.study.Grid;
import org.gradientatlas.study.Trial;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;

/**
 * Decides which files each table of a wave gets: few, of a sensible size, and with equally many
 * rows, because the longest takes as long as all of them.
 */
final class WaveFiles {
  /** Some 50 to 100 MB of the widest table. */
  private static final double ROWS_A_FILE = 1_000_000;

  /** From this many rows on, a second file is worth it, so that two slots write. */
  private static final double ROWS_WORTH_TWO_FILES = 20_000;

  private final long[] indices;

  /** Rows of the first trials, from none to all. */
  private final long[] stepRows;

  private final long[] layerRows;

  private WaveFiles(long[] indices) {
    this.indices = indices;
    this.stepRows = new long[indices.length + 1];
    this.layerRows = new long[indices.length + 1];
  }

  /**
   * The first grid index of each file, for each of {@link Tables#ALL}; none for a table without
   * rows.
   */
  static List<long[]> starts(Grid grid, WavePlan.Wave wave) {
    var files = new WaveFiles(wave.indices());
    for (int i = 0; i < files.indices.length; i++) {
      Trial trial = grid.trial(files.indices[i]);
      CostModel.Rows rows = CostModel.rows(trial);
      files.stepRows[i + 1] = files.stepRows[i] + rows.steps();
      files.layerRows[i + 1] = files.layerRows[i] + rows.layers();
    }
    return Tables.ALL.stream().map(table -> files.starts(table, grid)).toList();
  }

  private long[] starts(Table<?> table, Grid grid) {
    if (table.equals(Tables.AXES) && grid.extraAxes().isEmpty()) {
      return new long[0];
    }
    if (table.equals(Tables.AXES) || table.equals(Tables.TRIALS)) {
      // One file: a wave without a manifest counts as committed once its trials file is there.
      return new long[] {indices[0]};
    }
    return equalParts(table.equals(Tables.STEPS) ? stepRows : layerRows);
  }

  private long[] equalParts(long[] rows) {
    long all = rows[indices.length];
    int least = all > ROWS_WORTH_TWO_FILES ? 2 : 1;
    int parts = Math.min(indices.length, Math.max(least, (int) Math.ceil(all / ROWS_A_FILE)));
    int[] from = new int[parts];
    for (int p = 1; p < parts; p++) {
      int found = Arrays.binarySearch(rows, all / parts * p);
      int place = found >= 0 ? found : -found - 1;
      // Every file has a trial.
      from[p] = Math.min(Math.max(place, from[p - 1] + 1), indices.length - parts + p);
    }
    return Arrays.stream(from).mapToLong(i -> indices[i]).toArray();
  }
}
