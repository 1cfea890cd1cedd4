package org.gradientatlas.report.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * When phases began and ended, for benchmarks: lines of milliseconds since 1970, {@code begin} or
 * {@code end}, and a name, in the file that an environment variable names.
 */
final class PhaseLog {
  /** Names the file; usually not set. */
  static final String FILE = "GRADIENT_ATLAS_PHASES";

  private PhaseLog() {}

  static void begin(String phase) {
    add("begin", phase);
  }

  static void end(String phase) {
    add("end", phase);
  }

  private static void add(String what, String phase) {
    String file = System.getenv(FILE);
    if (file == null) {
      return;
    }
    String line = System.currentTimeMillis() + "\t" + what + "\t" + phase + "\n";
    try {
      Files.writeString(Path.of(file), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
