package org.gradientatlas.spark.summary;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.gradientatlas.table.file.TableFile;
import org.gradientatlas.table.output.DerivedTables;
import org.gradientatlas.table.schema.Table;
import org.jspecify.annotations.Nullable;

/** Writes the rows of a derived table, as they come, to files. */
final class SummaryFiles implements AutoCloseable {
  private static final long ROWS_A_FILE = 1_000_000;

  private final Table<?> table;
  private final DerivedTables.Place place;
  private final Configuration hadoop;
  private final List<String> names = new ArrayList<>();
  private @Nullable TableFile file;

  SummaryFiles(Table<?> table, DerivedTables.Place place, Configuration hadoop) {
    this.table = table;
    this.place = place;
    this.hadoop = hadoop;
  }

  void add(Row row) throws IOException {
    TableFile open = file;
    if (open == null || open.rows() == ROWS_A_FILE) {
      open = next();
    }
    open.add(row);
  }

  private TableFile next() throws IOException {
    close();
    Path path = place.path(names.size(), 0);
    names.add(path.getName());
    var opened = new TableFile(path, table, hadoop);
    file = opened;
    return opened;
  }

  /** Names of the files: one without rows if there are none. */
  List<String> finish() throws IOException {
    if (names.isEmpty()) {
      next();
    }
    close();
    return names;
  }

  @Override
  public void close() throws IOException {
    TableFile open = file;
    file = null;
    if (open != null) {
      open.close();
    }
  }
}
