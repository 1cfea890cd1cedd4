package org.gradientatlas.query;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells a query that names files, and cannot read them, how to name a table of the study. */
final class TableAdvice {
  /** How DuckDB names a file that it may not read, or that is not there. */
  private static final Pattern FILE =
      Pattern.compile("(?:Cannot access file|match the pattern) \"([^\"]+)\"");

  private TableAdvice() {}

  /**
   * A failure's message, with advice if it is about a file.
   *
   * @param tables of the study
   */
  static String added(String message, Collection<String> tables) {
    Matcher file = FILE.matcher(message);
    if (!file.find()) {
      return message;
    }
    String refusal = message.lines().findFirst().orElse(message);
    return "%s%nA query names tables, not files: %s"
        .formatted(refusal, advice(file.group(1), tables));
  }

  private static String advice(String file, Collection<String> tables) {
    Optional<String> meant =
        Arrays.stream(file.split("[/.]")).filter(tables::contains).reduce((above, last) -> last);
    return meant
        .map(table -> "write FROM " + table)
        .orElseGet(() -> "write FROM and one of " + String.join(", ", tables));
  }
}
