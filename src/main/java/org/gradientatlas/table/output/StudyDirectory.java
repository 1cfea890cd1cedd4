package org.gradientatlas.table.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.storage.Location;
import org.gradientatlas.storage.LocationException;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.store.Store;
import org.jspecify.annotations.Nullable;

/** The layout of a study's output: all names of files and directories. */
public final class StudyDirectory {
  static final String STAGING = "_staging";

  private final Location location;
  private final Store store;
  private final Path root;

  private StudyDirectory(Location location) {
    this.location = location;
    this.root = location.path();
    try {
      this.store = Store.of(location.system(), root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Opens a directory, which need not exist yet.
   *
   * @param directory as the user typed it
   * @throws LocationException if it is no path, or there is no such file system
   * @throws UncheckedIOException if its file system is down
   */
  public static StudyDirectory at(String directory, Configuration hadoop) {
    if (directory.matches("(?is)https?:/.*")) {
      throw new LocationException(directory, "cannot hold a study: http can only be read");
    }
    return new StudyDirectory(Location.of(directory, hadoop));
  }

  /**
   * Why this cannot be read: it is a file, or its permissions forbid. Empty if it can be read, or
   * does not exist.
   */
  public String obstacle() {
    return location.obstacle();
  }

  /**
   * Creates the directory if missing, and checks that it is writable by creating a file.
   *
   * @throws IOException if it is not writable
   */
  public void makeWritable() throws IOException {
    if (location.isLocal()) {
      makeLocally(location.local());
    } else {
      store.makeDirectory(root);
    }
    Path probe = new Path(root, "_writable");
    store.touch(probe);
    store.delete(probe);
  }

  /** Java says why a local directory cannot be made; Hadoop says only that it is not there. */
  private static void makeLocally(java.nio.file.Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
    }
  }

  /** Removes the directory if it is empty. */
  public void removeIfEmpty() throws IOException {
    if (store.exists(root) && store.list(root).length == 0) {
      store.system().delete(root, false);
    }
  }

  /** The file system that it is on. */
  public Store store() {
    return store;
  }

  /** The directory itself. */
  public Path root() {
    return root;
  }

  /** The directory of a table. */
  public Path table(Table<?> table) {
    return new Path(root, table.name());
  }

  /**
   * Where a run writes a wave.
   *
   * @param run a token of the run
   */
  public WavePlace place(int wave, String run) {
    return new WavePlace(root.toString(), wave, run, store.renames());
  }

  /** Where the manifests of committed waves are. */
  Path waves() {
    return new Path(root, "_waves");
  }

  /** Where a file of a wave is once it is committed. */
  Path file(WaveFile file) {
    return new Path(new Path(root, file.table()), file.name());
  }

  /** The files of a table in committed waves. */
  public List<String> files(List<Manifest> waves, Table<?> table) {
    return waves.stream()
        .flatMap(wave -> wave.of(table).stream())
        .map(file -> file(file).toString())
        .toList();
  }

  /** The files of a derived table; none if it has not been derived. */
  public List<String> derivedFiles(Table<?> table) throws IOException {
    return new DerivedTables(this).files(table).stream().map(Path::toString).toList();
  }

  /** Spark's event logs. */
  Path eventLogs() {
    return new Path(root, "_spark-events");
  }

  /** Where derived tables are written before they replace the old ones. */
  Path drafts() {
    return new Path(root, "_summarize");
  }

  Path staging() {
    return new Path(root, STAGING);
  }

  /** Whether a wave is half written or half committed, by a run at work or one that died. */
  public boolean hasStaged() throws IOException {
    return store.exists(staging());
  }

  /** Whether the table's directory exists. */
  public boolean has(Table<?> table) throws IOException {
    return store.exists(table(table));
  }

  /** The file that says which run may write here. */
  public Path lock() {
    return new Path(root, "_LOCK");
  }

  private Path study() {
    return new Path(root, "study.conf");
  }

  /** The resolved study this directory belongs to; null if it belongs to none yet. */
  public @Nullable String readStudy() throws IOException {
    return store.exists(study()) ? store.read(study()) : null;
  }

  /** Assigns this directory to a study. */
  public void writeStudy(String resolved) throws IOException {
    store.replace(study(), resolved);
  }

  /** Replaces a table that is one small Parquet file. */
  public void writeTable(Table<?> table, byte[] parquet) throws IOException {
    store.makeDirectory(table(table));
    store.replace(new Path(table(table), table.name() + ".parquet"), parquet);
  }

  /**
   * Writes the HTML report.
   *
   * @return its path
   */
  public String writeReport(String page) throws IOException {
    store.replace(report(), page);
    return report().toString();
  }

  /** The HTML report. */
  public Path report() {
    return new Path(root, "report.html");
  }
}
