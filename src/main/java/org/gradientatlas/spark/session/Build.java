package org.gradientatlas.spark.session;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
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
}
