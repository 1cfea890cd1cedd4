package org.gradientatlas.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files of a study, looked at while it runs.
 *
 * @param address as {@code --out} gives it
 */
record Output(String address, FileSystem system) {
  static final List<String> TABLES = List.of("trials", "steps", "layers");

  /** How many waves are committed: each has a manifest. */
  int waves() {
    return manifests().size();
  }

  /** Whether a wave was committed since, in milliseconds of the clock. */
  boolean hasWaveSince(long millis) {
    return manifests().stream().anyMatch(file -> file.getModificationTime() > millis);
  }

  /** All Parquet files, in a fixed order. */
  List<String> files() {
    return TABLES.stream()
        .flatMap(table -> list(table, ".parquet").map(file -> table + "/" + name(file)))
        .toList();
  }

  /** A file of an output on this machine. */
  File local(String file) {
    return new File(address, file);
  }

  /** The files of committed waves, as their manifests name them. */
  Set<String> committed() throws IOException {
    var files = new TreeSet<String>();
    for (FileStatus manifest : manifests()) {
      try (var in = system.open(manifest.getPath())) {
        for (JsonNode file : new ObjectMapper().readTree((java.io.InputStream) in).get("files")) {
          files.add(file.get("table").asText() + "/" + file.get("name").asText());
        }
      }
    }
    return files;
  }

  /** What is left of runs that died: files of no wave, and whatever is staged. */
  List<String> leftovers() throws IOException {
    Set<String> committed = committed();
    return Stream.concat(
            files().stream().filter(file -> !committed.contains(file)),
            list("_staging", "").map(Output::name))
        .toList();
  }

  /** Copies the tables as they are committed now. */
  void copyTo(java.nio.file.Path directory) throws IOException {
    for (String file : committed()) {
      java.nio.file.Path copy = directory.resolve(file);
      java.nio.file.Files.createDirectories(copy.getParent());
      try (var in = system.open(new Path(address, file))) {
        java.nio.file.Files.copy(in, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private List<FileStatus> manifests() {
    return list("_waves", ".json").toList();
  }

  private Stream<FileStatus> list(String directory, String suffix) {
    try {
      return Stream.of(system.listStatus(new Path(address, directory)))
          .filter(file -> name(file).endsWith(suffix))
          .sorted(Comparator.comparing(Output::name));
    } catch (FileNotFoundException e) {
      return Stream.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(FileStatus file) {
    return file.getPath().getName();
  }
}
