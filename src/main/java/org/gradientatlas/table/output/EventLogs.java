package org.gradientatlas.table.output;

import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Spark's event logs, beside the tables of a study. */
public final class EventLogs {
  private final StudyDirectory directory;
  private final Path root;

  public EventLogs(StudyDirectory directory) {
    this.directory = directory;
    this.root = directory.eventLogs();
  }

  /**
   * Creates the directory.
   *
   * @return its URI, with spaces encoded
   * @throws IOException if it cannot be created
   */
  public String make() throws IOException {
    directory.store().makeDirectory(root);
    return root.toUri().toString();
  }

  /** Removes an application's log. */
  public void remove(String application) throws IOException {
    for (FileStatus file : directory.store().list(root)) {
      if (file.getPath().getName().startsWith(application)) {
        directory.store().delete(file.getPath());
      }
    }
  }

  /** Removes the whole output if it contains nothing but event logs. */
  public void removeOutputOfNothingElse() throws IOException {
    if (directory.store().list(directory.root()).length == 1 && directory.store().exists(root)) {
      directory.store().delete(directory.root());
    }
  }
}
