package org.gradientatlas.chaos;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of a study's tables, looked at while it runs. */
record Output(Path root) {
  static final List<String> TABLES = List.of("trials", "steps", "layers");

  /** How many waves are committed: each has one file of trials. */
  int waves() {
    return files("trials").size();
  }

  /** Whether a wave was written since, in milliseconds of the clock. */
  boolean hasWaveSince(long millis) {
    return files("trials").stream().anyMatch(file -> file.lastModified() > millis);
  }

  /** All Parquet files, in a fixed order. */
  List<File> files() {
    return TABLES.stream().flatMap(table -> files(table).stream()).toList();
  }

  private List<File> files(String table) {
    File[] files = root.resolve(table).toFile().listFiles();
    return Stream.of(files == null ? new File[0] : files)
        .filter(file -> file.getName().endsWith(".parquet"))
        .sorted()
        .toList();
  }
}
