package org.gradientatlas.table.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.storage.Location;
import org.gradientatlas.storage.LocationException;
import org.gradientatlas.table.schema.Table;
import org.jspecify.annotations.Nullable;

/** The layout of a study's output: all names of files and directories. */
public final class StudyDirectory {
  private final Location location;
  private final OutputFiles files;
  private final Path root;

  private StudyDirectory(Location location) {
    this.location = location;
    this.root = location.path();
    this.files = new OutputFiles(location.system());
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
      files.makeDirectory(root);
    }
    Path probe = new Path(root, "_writable");
    files.touch(probe);
    files.delete(probe);
  }

  /** Java says why a local directory cannot be made; Hadoop says only that it is not there. */
  private static void makeLocally(java.nio.file.Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
    }
  }

  /** Removes the directory if it is empty. */
  public void removeIfEmpty() throws IOException {
    if (files.exists(root) && files.list(root).length == 0) {
      files.system().delete(root, false);
    }
  }

  OutputFiles files() {
    return files;
  }

  /** The directory itself. */
  public Path root() {
    return root;
  }

  /** The directory of a table. */
  public Path table(Table<?> table) {
    return new Path(root, table.name());
  }

  /** Where a wave's tables are written, each in its own directory, before they are committed. */
  public Path staged(int wave) {
    return new Path(staging(), Integer.toString(wave));
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
    return Arrays.stream(files.list(table(table)))
        .map(file -> file.getPath().toString())
        .filter(file -> file.endsWith(".parquet"))
        .toList();
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
    return new Path(root, "_staging");
  }

  /** Whether the table's directory exists. */
  public boolean has(Table<?> table) throws IOException {
    return files.exists(table(table));
  }

  Path lock() {
    return new Path(root, "_LOCK");
  }

  private Path study() {
    return new Path(root, "study.conf");
  }

  /** The resolved study this directory belongs to; null if it belongs to none yet. */
  public @Nullable String readStudy() throws IOException {
    return files.exists(study()) ? files.read(study()) : null;
  }

  /** Assigns this directory to a study. */
  public void writeStudy(String resolved) throws IOException {
    files.write(study(), resolved);
  }

  /**
   * Writes the HTML report.
   *
   * @return its path
   */
  public String writeReport(String page) throws IOException {
    Path report = new Path(root, "report.html");
    files.write(report, page);
    return report.toString();
  }
}
