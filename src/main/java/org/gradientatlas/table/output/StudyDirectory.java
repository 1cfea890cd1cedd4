package org.gradientatlas.table.output;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.table.schema.Table;
import org.jspecify.annotations.Nullable;

/** Where everything of one study is: all names of files and directories, in one place. */
public final class StudyDirectory {
  private final FileSystem files;
  private final Path root;

  private StudyDirectory(FileSystem files, Path root) {
    this.files = files;
    this.root = root;
  }

  /**
   * Opens a directory, which need not exist yet.
   *
   * @throws UncheckedIOException if its file system cannot be reached
   */
  public static StudyDirectory at(String directory, Configuration hadoop) {
    Path path = new Path(directory);
    try {
      FileSystem found = path.getFileSystem(hadoop);
      // Waves have checksums of their own: no .crc beside a file that is renamed or replaced.
      FileSystem files =
          found instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : found;
      return new StudyDirectory(files, files.makeQualified(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Creates the directory if need be, and a file in it to see that this is allowed.
   *
   * @throws IOException if it cannot be written
   */
  public void makeWritable() throws IOException {
    files.mkdirs(root);
    Path probe = new Path(root, "_writable");
    files.create(probe, true).close();
    files.delete(probe, false);
  }

  /** Removes the directory if nothing was written into it. */
  public void removeIfEmpty() throws IOException {
    if (files.exists(root) && files.listStatus(root).length == 0) {
      files.delete(root, false);
    }
  }

  private Path eventLogs() {
    return new Path(root, "_spark-events");
  }

  /**
   * Makes the directory of Spark's event logs, and gives its address, blanks encoded.
   *
   * @throws IOException if that cannot be done
   */
  public String makeEventLogs() throws IOException {
    if (!files.mkdirs(eventLogs())) {
      throw new IOException("cannot create " + eventLogs());
    }
    return eventLogs().toUri().toString();
  }

  /** Removes the event log of one application. */
  public void removeEventLog(String application) throws IOException {
    for (FileStatus file : files.exists(eventLogs()) ? list(eventLogs()) : new FileStatus[0]) {
      if (file.getPath().getName().startsWith(application)) {
        delete(file.getPath());
      }
    }
  }

  /** Removes the directory if nothing but event logs was written into it. */
  public void removeIfOnlyEventLogs() throws IOException {
    if (list(root).length == 1 && files.exists(eventLogs())) {
      delete(root);
    }
  }

  FileSystem files() {
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

  Path staging() {
    return new Path(root, "_staging");
  }

  /** Where a table that is derived from others is written before it replaces the last one. */
  public Path derived(Table<?> table) {
    return new Path(derivation(), table.name());
  }

  private Path derivation() {
    return new Path(root, "_summarize");
  }

  /** Removes what {@link #derived} names, if anything is left of it. */
  public void clearDerived() throws IOException {
    files.delete(derivation(), true);
  }

  /** Puts derived tables in the place of those of the last time, each by renaming. */
  public void replace(List<Table<?>> tables) throws IOException {
    for (Table<?> table : tables) {
      Path old = new Path(derivation(), "old-" + table.name());
      if (files.exists(table(table))) {
        rename(table(table), old);
      }
      rename(derived(table), table(table));
    }
    clearDerived();
  }

  void rename(Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException("cannot rename " + from + " to " + to);
    }
  }

  /** Removes a file or a whole directory, if it is there. */
  void delete(Path path) throws IOException {
    if (!files.delete(path, true) && files.exists(path)) {
      throw new IOException("cannot delete " + path);
    }
  }

  /** How long ago a file was written, by the clock of its file system. */
  Duration age(Path path) throws IOException {
    Path now = new Path(root, "_now." + UUID.randomUUID());
    files.create(now, true).close();
    long time = files.getFileStatus(now).getModificationTime();
    delete(now);
    return Duration.ofMillis(time - files.getFileStatus(path).getModificationTime());
  }

  /** Files of a directory by name; none if it does not exist. */
  FileStatus[] list(Path path) throws IOException {
    try {
      FileStatus[] found = files.listStatus(path);
      Arrays.sort(found);
      return found;
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  /** Whether there is a directory of that table. */
  public boolean has(Table<?> table) throws IOException {
    return files.exists(table(table));
  }

  Path lock() {
    return new Path(root, "_LOCK");
  }

  private Path study() {
    return new Path(root, "study.conf");
  }

  /** The resolved study that this directory belongs to; null if it belongs to none yet. */
  public @Nullable String readStudy() throws IOException {
    return files.exists(study()) ? read(study()) : null;
  }

  /** Makes this directory the given study's. */
  public void writeStudy(String resolved) throws IOException {
    write(study(), resolved);
  }

  /**
   * Writes the page for people.
   *
   * @return where it is
   */
  public String writeReport(String page) throws IOException {
    Path report = new Path(root, "report.html");
    write(report, page);
    return report.toString();
  }

  String read(Path path) throws IOException {
    try (var in = files.open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Writes beside the target and renames, so that nobody ever reads half a file. */
  void write(Path path, String text) throws IOException {
    Path draft = new Path(path.getParent(), "_" + path.getName() + ".draft");
    try (var out = files.create(draft, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    // Local file systems replace what is there in one step; HDFS has to be asked to.
    if (!files.rename(draft, path)) {
      FileContext.getFileContext(root.toUri(), files.getConf())
          .rename(draft, path, Options.Rename.OVERWRITE);
    }
  }
}
