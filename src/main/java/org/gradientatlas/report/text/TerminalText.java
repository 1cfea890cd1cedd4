package org.gradientatlas.report.text;

/**
 * Text that came from a file, as a terminal may show it: escape sequences, other control characters
 * and those that turn the direction of writing are spelled out, so that no study, data file or
 * stored row can move the cursor, hide what it says or pose as something else.
 */
public final class TerminalText {
  private TerminalText() {}

  /** The text with {@code \u001b} for an escape, and so on; line breaks and tabs stay. */
  public static String text(String text) {
    if (text.chars().allMatch(c -> (c >= ' ' && c < 0x7f) || c == '\n')) {
      return text;
    }
    var visible = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean lineEnd = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (isPlain(c) || lineEnd) {
        visible.append(c);
      } else {
        visible.append("\\u%04x".formatted((int) c));
      }
    }
    return visible.toString();
  }

  private static boolean isPlain(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c == '\n' || c == '\t';
      case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }
}
