package org.gradientatlas.spark.stored;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.measure.Baseline;
import org.gradientatlas.report.text.OutcomeTable.Group;
import org.gradientatlas.table.file.RowCursor;
import org.gradientatlas.table.output.Manifest;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.schema.ColumnNames;
import org.gradientatlas.table.schema.Tables;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep asks of the trials of committed waves, read without Spark's SQL: starting that takes
 * longer than training a small study.
 */
public record CommittedTrials(
    StudyDirectory directory, List<Manifest> waves, Configuration hadoop) {

  /** By what a trial was computed. */
  public record Kernel(String engine, String precision, String blas) {}

  /** The ids. */
  public Set<String> ids() throws IOException {
    return distinct(List.of(ColumnNames.TRIAL_ID), row -> row.word(ColumnNames.TRIAL_ID));
  }

  /** The kernels of trials that have one. */
  public Set<Kernel> kernels() throws IOException {
    return distinct(
        List.of(ColumnNames.ENGINE, ColumnNames.PRECISION, ColumnNames.BLAS_KERNEL),
        row -> {
          String blas = row.text(ColumnNames.BLAS_KERNEL);
          return blas == null
              ? null
              : new Kernel(row.word(ColumnNames.ENGINE), row.word(ColumnNames.PRECISION), blas);
        });
  }

  private <T> Set<T> distinct(List<String> columns, Function<RowCursor, @Nullable T> value)
      throws IOException {
    var all = new HashSet<T>();
    try (RowCursor row = rows(columns)) {
      while (row.next()) {
        T found = value.apply(row);
        if (found != null) {
          all.add(found);
        }
      }
    }
    return all;
  }

  /** How trials ended, by architecture, activation, initializer, depth and outcome. */
  public List<Group> outcomes() throws IOException {
    var groups = new LinkedHashMap<Key, Sums>();
    try (RowCursor row =
        rows(
            List.of(
                ColumnNames.ARCHITECTURE,
                ColumnNames.ACTIVATION,
                ColumnNames.INITIALIZER,
                ColumnNames.DEPTH,
                ColumnNames.OUTCOME,
                ColumnNames.FINAL_ACCURACY,
                ColumnNames.FINAL_LOSS,
                ColumnNames.GUESS_ACCURACY,
                ColumnNames.GUESS_LOSS))) {
      while (row.next()) {
        groups.computeIfAbsent(Key.of(row), key -> new Sums()).add(row);
      }
    }
    return groups.entrySet().stream().map(CommittedTrials::group).toList();
  }

  private static Group group(Map.Entry<Key, Sums> entry) {
    Key key = entry.getKey();
    Sums sums = entry.getValue();
    return new Group(
        key.architecture(),
        key.activation(),
        key.initializer(),
        key.depth(),
        key.outcome(),
        sums.trials,
        sums.accuracy.mean(),
        sums.explained.mean(),
        sums.guess.mean());
  }

  private RowCursor rows(List<String> columns) {
    List<Path> files = directory.files(waves, Tables.TRIALS).stream().map(Path::new).toList();
    return new RowCursor(files, hadoop, columns);
  }

  private record Key(
      String architecture, String activation, String initializer, int depth, String outcome) {
    static Key of(RowCursor row) {
      return new Key(
          TrialCell.architecture(row),
          row.word(ColumnNames.ACTIVATION),
          row.word(ColumnNames.INITIALIZER),
          row.count(ColumnNames.DEPTH),
          row.word(ColumnNames.OUTCOME));
    }
  }

  private static final class Sums {
    private long trials;
    private final Mean accuracy = new Mean();
    private final Mean explained = new Mean();
    private final Mean guess = new Mean();

    void add(RowCursor row) {
      trials++;
      double reached = row.real(ColumnNames.FINAL_ACCURACY);
      accuracy.add(reached);
      guess.add(row.real(ColumnNames.GUESS_ACCURACY));
      if (Double.isNaN(reached)) {
        var guessed = new Baseline(row.real(ColumnNames.GUESS_LOSS), Double.NaN);
        explained.add(guessed.r2(row.real(ColumnNames.FINAL_LOSS)));
      }
    }
  }
}
