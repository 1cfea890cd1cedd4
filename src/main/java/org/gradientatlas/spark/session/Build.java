package org.gradientatlas.spark.session;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The version and commit this program was built from.
 *
 * @param commit abbreviated, with a + if the tree had changes; "unknown" outside a checkout
 */
public record Build(String version, String commit) implements Serializable {

  /** Reads the properties that the build wrote into the jar. */
  public static Build read() {
    var properties = new Properties();
    try (var in = Build.class.getResourceAsStream("/org/gradientatlas/build.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String commit = properties.getProperty("commit", "");
    String dirty = properties.getProperty("dirty", "").equals("true") ? "+" : "";
    return new Build(
        properties.getProperty("version"),
        commit.isEmpty() || commit.startsWith("$") ? "unknown" : commit + dirty);
  }

  /** Differs between any two programs that may find other results. */
  public String identity() {
    boolean exact = !commit.endsWith("+") && !commit.equals("unknown");
    return "%s %s%s".formatted(version, commit, exact ? "" : " " + built());
  }

  /** When the program was written, in milliseconds; sources that changed since a commit differ. */
  private static long built() {
    try {
      URL program = Build.class.getProtectionDomain().getCodeSource().getLocation();
      return Files.getLastModifiedTime(Path.of(program.toURI())).toMillis();
    } catch (IOException | URISyntaxException e) {
      return System.currentTimeMillis();
    }
  }
}
