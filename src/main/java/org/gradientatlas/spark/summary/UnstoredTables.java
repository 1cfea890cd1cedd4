package org.gradientatlas.spark.summary;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.network.util.JavaUtils;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.table.output.DerivedTables;
import org.gradientatlas.table.output.Manifest;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.schema.Table;

/**
 * The tables that a summary derives from some waves, without storing them: they go to a temporary
 * directory of this machine, and the output is not locked.
 */
public final class UnstoredTables implements AutoCloseable {
  private final java.nio.file.Path scratch;
  private final Map<Table<?>, List<String>> files;

  /**
   * @param waves committed ones; what a run commits later is not seen
   */
  public UnstoredTables(
      StudyDirectory directory, List<Manifest> waves, Thresholds thresholds, Configuration hadoop)
      throws IOException {
    scratch = Files.createTempDirectory("gradient-atlas-");
    JudgedTrials trials = TrialJudge.of(directory, waves, thresholds, hadoop);
    files = new SummaryTables(trials, thresholds.version(), hadoop).write(this::place).files();
  }

  private DerivedTables.Place place(Table<?> table) {
    return new DerivedTables.Place(above(table), "live");
  }

  private String above(Table<?> table) {
    return scratch.resolve(table.name()).toUri().toString();
  }

  /** The files of a table. */
  public List<String> files(Table<?> table) {
    return Objects.requireNonNull(files.get(table)).stream()
        .map(name -> new Path(above(table), name).toString())
        .toList();
  }

  @Override
  public void close() throws IOException {
    JavaUtils.deleteRecursively(scratch.toFile());
  }
}
