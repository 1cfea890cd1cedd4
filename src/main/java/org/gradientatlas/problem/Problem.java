package org.gradientatlas.problem;

import org.jspecify.annotations.Nullable;

/**
 * One problem of a study.
 *
 * @param key full path of the key, for example {@code grid.depth}
 * @param where the line in the study file, or the {@code --set} text; empty if neither applies
 * @param value the offending value as written; empty if there is none
 * @param allowed what is allowed, or what is wrong, in words
 * @param nearest the known name closest to an unknown one
 */
public record Problem(
    String key, String where, String value, String allowed, @Nullable String nearest) {

  /** Values beyond this are cut. */
  private static final int LONGEST = 160;

  /** One line of text: {@code grid.depth (line 4): 0 is not a whole number of at least 1}. */
  @Override
  public String toString() {
    var text = new StringBuilder(key);
    if (!where.isEmpty()) {
      text.append(" (").append(shortened(where)).append(')');
    }
    text.append(": ");
    if (!value.isEmpty()) {
      text.append(shortened(line(value))).append(": ");
    }
    text.append(line(allowed));
    if (nearest != null) {
      text.append("; did you mean ").append(nearest).append('?');
    }
    return text.toString();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
  }

  /** On one line, whatever was written over several. */
  private static String line(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
