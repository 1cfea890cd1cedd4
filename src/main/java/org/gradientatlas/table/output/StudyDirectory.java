package org.gradientatlas.table.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.table.schema.Table;
import org.jspecify.annotations.Nullable;

/** The layout of a study's output: all names of files and directories. */
public final class StudyDirectory {
  private final OutputFiles files;
  private final Path root;

  private StudyDirectory(OutputFiles files, Path root) {
    this.files = files;
    this.root = root;
  }

  /**
   * Opens a directory, which need not exist yet.
   *
   * @throws UncheckedIOException if its file system cannot be reached, or its classes are missing
   * @throws IllegalArgumentException if it is no path
   */
  public static StudyDirectory at(String directory, Configuration hadoop) {
    Path path = path(directory);
    try {
      FileSystem found = path.getFileSystem(hadoop);
      // Waves have their own checksums; .crc files would go stale when files are renamed or
      // replaced.
      FileSystem files =
          found instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : found;
      return new StudyDirectory(new OutputFiles(files), files.makeQualified(path));
    } catch (IOException e) {
      throw unreachable(directory, e);
    } catch (RuntimeException e) { // So Hadoop wraps a class that is not there.
      throw e.getCause() instanceof ClassNotFoundException missing
          ? unreachable(directory, missing)
          : e;
    }
  }

  private static Path path(String directory) {
    try {
      return new Path(directory);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(directory + " is no path: " + e.getMessage(), e);
    }
  }

  private static UncheckedIOException unreachable(String directory, Exception cause) {
    return new UncheckedIOException(
        new IOException(directory + " cannot be reached: " + cause.getMessage(), cause));
  }

  /**
   * Creates the directory if missing, and checks that it is writable by creating a file.
   *
   * @throws IOException if it is not writable
   */
  public void makeWritable() throws IOException {
    files.system().mkdirs(root);
    Path probe = new Path(root, "_writable");
    files.touch(probe);
    files.delete(probe);
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
