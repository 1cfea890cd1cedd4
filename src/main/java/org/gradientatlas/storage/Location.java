package org.gradientatlas.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.problem.NearestName;
import org.jspecify.annotations.Nullable;

/**
 * Where a path leads that a user typed. Every character stands for itself: nothing is a pattern, an
 * escape or, without a slash behind it, a scheme.
 *
 * @param text the path as it was typed, for messages
 * @param path the same for Hadoop, absolute and with its scheme
 * @param system the file system it is on
 */
public record Location(String text, Path path, FileSystem system) {
  private static final Pattern HIDDEN = Pattern.compile("(^|/)[_.]");

  /**
   * Finds a path's file system, without looking whether the path exists.
   *
   * @throws LocationException if the text is no path, or there is no such file system
   */
  public static Location of(String text, Configuration hadoop) {
    Path path = path(text);
    try {
      FileSystem system = withoutChecksums(path.getFileSystem(hadoop));
      return new Location(text, system.makeQualified(path), system);
    } catch (IOException | RuntimeException e) {
      throw AccessFailure.isOutage(e)
          ? AccessFailure.of(text, e)
          : new LocationException(text, "cannot be reached: " + AccessFailure.reason(e), e);
    }
  }

  /** Hadoop's files of checksums cannot have a colon in their names, and go stale on a rename. */
  private static FileSystem withoutChecksums(FileSystem found) {
    return found instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : found;
  }

  /**
   * A text as Hadoop's path.
   *
   * @throws LocationException if it is none
   */
  public static Path path(String text) {
    if (text.isEmpty()) {
      throw new LocationException(text, "is no path");
    }
    try {
      // The constructor of one argument would take a colon for the end of a scheme.
      return Address.is(text) ? new Path(text) : new Path(null, null, text);
    } catch (IllegalArgumentException e) {
      throw new LocationException(text, "is no path: " + AccessFailure.reason(e), e);
    }
  }

  /** Whether the path is on a file system of this machine. */
  public boolean isLocal() {
    return path.toUri().getScheme().equals("file");
  }

  /**
   * Why this cannot be read as a directory, as a sentence; empty if it can, or if nothing is there.
   *
   * @throws UncheckedIOException if its file system is down
   */
  public String obstacle() {
    try {
      if (!status().isDirectory()) {
        return text + " is a file, not a directory";
      }
      system.listStatusIterator(path).hasNext();
      return "";
    } catch (LocationException e) {
      return e.isMissing() ? "" : e.getMessage();
    } catch (IOException | RuntimeException e) {
      RuntimeException why = AccessFailure.of(text, e);
      if (why instanceof LocationException) {
        return String.valueOf(why.getMessage());
      }
      throw why;
    }
  }

  /**
   * Whether there is a directory.
   *
   * @throws LocationException if one may not look
   * @throws UncheckedIOException if its file system is down
   */
  public boolean isDirectory() {
    return exists() && status().isDirectory();
  }

  /**
   * Whether there is anything.
   *
   * @throws LocationException if one may not look
   * @throws UncheckedIOException if its file system is down
   */
  public boolean exists() {
    try {
      status();
      return true;
    } catch (LocationException e) {
      if (e.isMissing()) {
        return false;
      }
      throw e;
    }
  }

  /** The name beside it that was probably meant, if nothing is there; null if there is none. */
  public @Nullable String nearest() {
    Path parent = path.getParent();
    try {
      return parent == null
          ? null
          : NearestName.of(
              path.getName(),
              Arrays.stream(system.listStatus(parent))
                  .map(file -> file.getPath().getName())
                  .filter(name -> !name.equals(path.getName()))
                  .sorted()
                  .toList());
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** The path for Java, if it {@link #isLocal()}. */
  public java.nio.file.Path local() {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  /**
   * What is there.
   *
   * @throws LocationException if there is nothing, or one may not look
   */
  public FileStatus status() {
    try {
      if (isLocal()) {
        // Hadoop says of everything on a local disk that it does not exist.
        Files.readAttributes(local(), "isDirectory");
      }
      return system.getFileStatus(path);
    } catch (IOException | RuntimeException e) {
      throw AccessFailure.of(text, e);
    }
  }

  /**
   * Opens a file for reading.
   *
   * @throws LocationException if it is missing, a directory, or not to be read
   */
  public FSDataInputStream open() {
    try {
      if (status().isDirectory()) {
        throw new LocationException(text, "is a directory, not a file");
      }
      if (isLocal() && !Files.isRegularFile(local())) {
        throw new LocationException(text, "is a pipe or a device, not a file");
      }
      return system.open(path);
    } catch (IOException | RuntimeException e) {
      throw AccessFailure.of(text, e);
    }
  }

  /**
   * The file itself, or the files of a directory and of those below it, by path. Names that begin
   * with _ or . are hidden, as Hadoop's are.
   *
   * @throws LocationException if there is nothing, one may not look, or a link leads nowhere or in
   *     a circle
   */
  public List<Location> files() {
    if (!status().isDirectory()) {
      return List.of(this);
    }
    try {
      var below = new ArrayList<>(isLocal() ? localFiles() : remoteFiles());
      below.removeIf(name -> HIDDEN.matcher(name).find());
      below.sort(null);
      return below.stream().map(this::below).toList();
    } catch (FileSystemLoopException e) {
      throw new LocationException(e.getFile(), "is a link to a directory that it is in");
    } catch (IOException | RuntimeException e) {
      throw AccessFailure.of(text, e);
    }
  }

  /** A file or directory of this directory, by its path from here. */
  public Location below(String name) {
    String separator = path.toString().endsWith("/") ? "" : "/";
    return new Location(
        text.replaceFirst("/+$", "") + "/" + name, new Path(path + separator + name), system);
  }

  /** Hadoop would go round in circles, and leave out links that lead nowhere. */
  private List<String> localFiles() throws IOException {
    java.nio.file.Path root = local();
    try (var walk = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
      return walk.filter(file -> !Files.isDirectory(file))
          .map(file -> root.relativize(file).toString())
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private List<String> remoteFiles() throws IOException {
    var files = new ArrayList<String>();
    var found = system.listFiles(path, true);
    while (found.hasNext()) {
      files.add(path.toUri().relativize(found.next().getPath().toUri()).getPath());
    }
    return files;
  }
}
