package org.gradientatlas.spark.stored;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gradientatlas.table.file.ColumnCursor;
import org.gradientatlas.table.file.RowCursor;
import org.gradientatlas.table.schema.ColumnNames;
import org.jspecify.annotations.Nullable;

/** The rows of one table of a wave, trial by trial. A trial's rows are adjacent in its file. */
public final class TrialGroups<T> implements AutoCloseable {
  private final RowCursor rows;
  private final ColumnCursor id;
  private final Supplier<@Nullable T> row;
  private final @Nullable Map<String, List<T>> loaded;
  private boolean there;

  /**
   * @param reader reads the row that the cursor is at; null for one to leave out
   * @param inMemory whether trials are asked for in another order than that of the rows
   */
  TrialGroups(RowCursor rows, Function<RowCursor, Supplier<@Nullable T>> reader, boolean inMemory)
      throws IOException {
    this.rows = rows;
    this.id = rows.column(ColumnNames.TRIAL_ID);
    this.row = reader.apply(rows);
    this.there = rows.next();
    this.loaded = inMemory ? load() : null;
  }

  private Map<String, List<T>> load() throws IOException {
    var all = new HashMap<String, List<T>>();
    while (there) {
      all.computeIfAbsent(id.word(), trial -> new ArrayList<>()).addAll(take(id.word()));
    }
    return all;
  }

  /** The rows of a trial. */
  public List<T> of(String trial) throws IOException {
    return loaded == null ? take(trial) : loaded.getOrDefault(trial, List.of());
  }

  private List<T> take(String trial) throws IOException {
    var taken = new ArrayList<T>();
    while (there && id.word().equals(trial)) {
      T one = row.get();
      if (one != null) {
        taken.add(one);
      }
      there = rows.next();
    }
    return taken;
  }

  /** Whether rows are left, though every trial was asked for. */
  boolean isLeft() {
    return there;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
