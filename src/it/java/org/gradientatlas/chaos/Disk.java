package org.gradientatlas.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A file system of its own size, in memory: it can be full, or read-only, for root as well. */
final class Disk implements AutoCloseable {
  private static final int PAGE = 4096;

  private final Path directory;

  private Disk(Path directory) {
    this.directory = directory;
  }

  /** Why there can be none here; empty if there can. */
  static String obstacle() throws Exception {
    Path probe = Files.createTempDirectory("disk");
    try (var disk = mount(probe, 1 << 20)) {
      return "";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    } finally {
      Files.delete(probe);
    }
  }

  static Disk mount(Path directory, long bytes) throws Exception {
    Files.createDirectories(directory);
    run("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", directory.toString());
    return new Disk(directory);
  }

  /** Unmounts what a run that was killed has left below a directory. */
  static void release(Path directory) throws Exception {
    for (String line : Files.readAllLines(Path.of("/proc/mounts"))) {
      // Blanks are octal there.
      Path mounted = Path.of(line.split(" ")[1].replace("\\040", " "));
      if (mounted.startsWith(directory.toAbsolutePath())) {
        run("umount", "--lazy", mounted.toString());
      }
    }
  }

  void resize(long bytes) throws Exception {
    run("mount", "-o", "remount,size=" + bytes, directory.toString());
  }

  /** Refused by the system while a file is open for writing: tries until none is. */
  void makeReadOnly() throws Exception {
    for (int i = 0; ; i++) {
      try {
        run("mount", "-o", "remount,ro", directory.toString());
        return;
      } catch (IOException e) {
        if (i == 1000) {
          throw e;
        }
      }
    }
  }

  void makeWritable() throws Exception {
    run("mount", "-o", "remount,rw", directory.toString());
  }

  @Override
  public void close() throws Exception {
    run("umount", "--lazy", directory.toString());
  }

  private static void run(String... command) throws Exception {
    Job.Ended ended = Job.run(command);
    if (ended.exit() != 0) {
      throw new IOException(ended.said().strip());
    }
  }

  /** What the files of a directory take on a file system like this. */
  static long used(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.mapToLong(file -> (file.toFile().length() / PAGE + 1) * PAGE).sum();
    }
  }
}
