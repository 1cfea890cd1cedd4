package org.gradientatlas.report.text;

import org.jspecify.annotations.Nullable;

/** Sentences as lines that fit a terminal. */
public final class Paragraph {
  private static final int MOST = 80;

  /** A narrower line would be one of single words. */
  private static final int LEAST = 20;

  private Paragraph() {}

  /**
   * The text, broken at spaces. A word that is longer than a line has one of its own. A line is 80
   * characters wide, or as COLUMNS says if that is less; scripts/submit sets it on a terminal.
   */
  public static String of(String text) {
    return of(text, columns(System.getenv("COLUMNS")));
  }

  static int columns(@Nullable String terminal) {
    boolean known = terminal != null && terminal.matches("[1-9]\\d{0,3}");
    return known ? Math.max(LEAST, Math.min(MOST, Integer.parseInt(terminal))) : MOST;
  }

  static String of(String text, int columns) {
    var lines = new StringBuilder();
    int column = 0;
    for (String word : text.split(" ")) {
      boolean fits = column + 1 + word.length() <= columns;
      if (column > 0) {
        lines.append(fits ? ' ' : '\n');
      }
      column = column > 0 && fits ? column + 1 + word.length() : word.length();
      lines.append(word);
    }
    return lines.toString();
  }
}
