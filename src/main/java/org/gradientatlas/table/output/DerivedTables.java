package org.gradientatlas.table.output;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.table.schema.Table;

/** Tables derived from others, and replaced as a whole when derived again. */
public final class DerivedTables {
  private final StudyDirectory directory;
  private final Path drafts;

  public DerivedTables(StudyDirectory directory) {
    this.directory = directory;
    this.drafts = directory.drafts();
  }

  /** Where a table is written before it replaces the old one. */
  public Path draft(Table<?> table) {
    return new Path(drafts, table.name());
  }

  /** Removes all drafts. */
  public void clear() throws IOException {
    directory.files().delete(drafts);
  }

  /** Replaces the old tables by the drafts, renaming each. */
  public void replace(List<Table<?>> tables) throws IOException {
    for (Table<?> table : tables) {
      Path current = directory.table(table);
      if (directory.files().exists(current)) {
        directory.files().rename(current, new Path(drafts, "old-" + table.name()));
      }
      directory.files().rename(draft(table), current);
    }
    clear();
  }
}
