package org.gradientatlas.spark.stored;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.table.file.RowCursor;
import org.gradientatlas.table.output.Manifest;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.schema.ColumnNames;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one wave, read together: all list their trials in the same order, so each file is
 * read once, from its first row to its last, and no more than a trial is in memory.
 */
public final class WaveTables implements AutoCloseable {
  private static final TreeMap<String, String> NONE = new TreeMap<>();

  private final StudyDirectory directory;
  private final Manifest wave;
  private final Configuration hadoop;
  private final boolean inMemory;
  private final List<TrialGroups<?>> groups = new ArrayList<>();

  private WaveTables(
      StudyDirectory directory, Manifest wave, Configuration hadoop, boolean inMemory) {
    this.directory = directory;
    this.wave = wave;
    this.hadoop = hadoop;
    this.inMemory = inMemory;
  }

  /** What is made of the trials of a wave. */
  @FunctionalInterface
  public interface Visit<T> {
    T of(WaveTables tables) throws IOException;
  }

  /**
   * Visits waves one after the other, in the order of their numbers. A wave whose tables differ in
   * the order of their trials is visited again, with its rows in memory.
   *
   * @return what each visit gave
   */
  public static <T> List<T> each(
      StudyDirectory directory, List<Manifest> waves, Configuration hadoop, Visit<T> visit)
      throws IOException {
    var all = new ArrayList<T>();
    for (Manifest wave : waves.stream().sorted(Comparator.comparing(Manifest::wave)).toList()) {
      T once = visit(new WaveTables(directory, wave, hadoop, false), visit);
      all.add(once == null ? visit(new WaveTables(directory, wave, hadoop, true), visit) : once);
    }
    return all;
  }

  private static <T> @Nullable T visit(WaveTables opened, Visit<T> visit) throws IOException {
    try (opened) {
      T result = visit.of(opened);
      return opened.groups.stream().anyMatch(TrialGroups::isLeft) && !opened.inMemory
          ? null
          : result;
    }
  }

  /**
   * The rows of trials.
   *
   * @param columns to read
   */
  public RowCursor trials(List<String> columns) {
    return new RowCursor(files(Tables.TRIALS), hadoop, columns);
  }

  /**
   * The rows of another table by trial.
   *
   * @param columns to read besides the trial's id
   * @param reader reads the row that a cursor is at; null for one to leave out
   */
  public <T> TrialGroups<T> rows(
      Table<?> table, List<String> columns, Function<RowCursor, Supplier<@Nullable T>> reader)
      throws IOException {
    var names = new ArrayList<>(List.of(ColumnNames.TRIAL_ID));
    names.addAll(columns);
    var rows = new TrialGroups<>(new RowCursor(files(table), hadoop, names), reader, inMemory);
    groups.add(rows);
    return rows;
  }

  /** The other axes by trial. */
  public OtherAxes otherAxes() throws IOException {
    return new OtherAxes(
        rows(
            Tables.AXES,
            List.of(ColumnNames.AXIS, ColumnNames.VALUE),
            row -> () -> Map.entry(row.word(ColumnNames.AXIS), row.word(ColumnNames.VALUE))));
  }

  /** The axes of trials that are no cell columns. */
  public record OtherAxes(TrialGroups<Map.Entry<String, String>> rows) {
    /** Name to value. */
    public TreeMap<String, String> of(String trial) throws IOException {
      List<Map.Entry<String, String>> pairs = rows.of(trial);
      if (pairs.isEmpty()) {
        return NONE;
      }
      var axes = new TreeMap<String, String>();
      pairs.forEach(pair -> axes.put(pair.getKey(), pair.getValue()));
      return axes;
    }
  }

  private List<Path> files(Table<?> table) {
    return directory.files(List.of(wave), table).stream().sorted().map(Path::new).toList();
  }

  @Override
  public void close() throws IOException {
    for (TrialGroups<?> rows : groups) {
      rows.close();
    }
  }
}
