package org.gradientatlas.storage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses that lead elsewhere than they look: they are refused before anything is written. */
public final class OutputAddress {
  private static final Pattern ONE_SLASH =
      Pattern.compile("(?s)([a-zA-Z][a-zA-Z0-9+.-]+):/([^/].*)?");

  private static final Pattern ROOT = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]+://[^/]*)/*");

  private OutputAddress() {}

  /**
   * Checks where a user wants an output to be.
   *
   * @throws LocationException if it is an address without a host, or without a directory
   */
  public static void check(String typed) {
    Matcher oneSlash = ONE_SLASH.matcher(typed);
    if (oneSlash.matches() && !oneSlash.group(1).equalsIgnoreCase("file")) {
      String path = oneSlash.group(2) == null ? "HOST/PATH" : oneSlash.group(2);
      throw new LocationException(
          "--out = " + typed,
          "has one slash where an address has two: write %1$s://%2$s, or %1$s:///%2$s on the default file system of HADOOP_CONF_DIR"
              .formatted(oneSlash.group(1), path));
    }
    Matcher root = ROOT.matcher(typed);
    if (root.matches()) {
      throw new LocationException(
          "--out = " + typed,
          "is the root of a file system: write a directory of its own, such as %s/NAME"
              .formatted(root.group(1)));
    }
  }
}
