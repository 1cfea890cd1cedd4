package org.gradientatlas.table.output;

import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.storage.Location;

/** Spark's event logs, beside the tables of a study: files or, where they roll, directories. */
public final class EventLogs {
  /** What a name begins with: none for a file, this for a directory. */
  private static final String ROLLING = "(eventlog_v2_)?";

  /** What follows the application: its attempt, the codec, whether Spark still writes. */
  private static final String REST = "([_.].*)?";

  private static final String UNFINISHED = ".inprogress";

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
    var its = Pattern.compile(ROLLING + Pattern.quote(application) + REST);
    for (FileStatus file : directory.store().list(root)) {
      if (its.matcher(file.getPath().getName()).matches()) {
        directory.store().delete(file.getPath());
      }
    }
  }

  /**
   * Where a log is now: one file has another name until Spark stops.
   *
   * @param log where it is in the end
   */
  public static String now(String log, Configuration hadoop) {
    try {
      var growing = Location.of(log + UNFINISHED, hadoop);
      return growing.system().exists(growing.path()) ? growing.path().toString() : log;
    } catch (IOException | RuntimeException e) { // its file system cannot be asked from here
      return log;
    }
  }

  /** Removes the whole output if it contains nothing but event logs. */
  public void removeOutputOfNothingElse() throws IOException {
    if (directory.store().list(directory.root()).length == 1 && directory.store().exists(root)) {
      directory.store().delete(directory.root());
    }
  }
}
