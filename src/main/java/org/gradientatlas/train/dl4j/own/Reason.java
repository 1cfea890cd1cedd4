package org.gradientatlas.train.dl4j.own;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a failure of a library says to a user. */
final class Reason {
  private static final int LONGEST = 300;

  /** Names of classes. */
  private static final Pattern INTERNAL = Pattern.compile("\\b(org|java|com|io)\\.\\w+\\.");

  /** Where a parser was, as it writes it: org.example.Outer["layer"]->java.util.ArrayList[0]. */
  private static final Pattern STEP = Pattern.compile("\\[(?:\"([^\"]+)\"|(\\d+))\\]");

  private static final String CHAIN = "(through reference chain: ";

  private Reason() {}

  /**
   * The first line of the deepest cause; the place in the JSON, where that is known.
   *
   * @param otherwise in the place of a message that is about Java's objects
   */
  static String of(Throwable failure, String otherwise) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = String.valueOf(root.getMessage());
    int chain = message.lastIndexOf(CHAIN);
    if (chain >= 0) {
      return path(message.substring(chain + CHAIN.length())) + " is not what it writes there";
    }
    String line = message.lines().findFirst().orElse("");
    boolean ofJava =
        root instanceof NullPointerException
            || root instanceof ClassCastException
            || root instanceof IndexOutOfBoundsException
            || INTERNAL.matcher(line).find();
    if (root.getMessage() == null || line.isEmpty() || ofJava) {
      return otherwise;
    }
    return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
  }

  private static String path(String chain) {
    var path = new StringBuilder();
    for (Matcher step = STEP.matcher(chain); step.find(); ) {
      if (step.group(1) == null) {
        path.append('[').append(step.group(2)).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.group(1));
      }
    }
    return path.toString();
  }
}
