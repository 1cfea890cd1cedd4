package org.gradientatlas.report.text;

/** Sentences as lines that fit a terminal. */
public final class Paragraph {
  private static final int COLUMNS = 80;

  private Paragraph() {}

  /** The text, broken at spaces. A word that is longer than a line has one of its own. */
  public static String of(String text) {
    var lines = new StringBuilder();
    int column = 0;
    for (String word : text.split(" ")) {
      boolean fits = column + 1 + word.length() <= COLUMNS;
      if (column > 0) {
        lines.append(fits ? ' ' : '\n');
      }
      column = column > 0 && fits ? column + 1 + word.length() : word.length();
      lines.append(word);
    }
    return lines.toString();
  }
}
