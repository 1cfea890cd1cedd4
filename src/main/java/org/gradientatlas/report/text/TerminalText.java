package org.gradientatlas.report.text;

/**
 * Makes text from files safe for a terminal: escapes control characters and bidirectional
 * overrides, so that no study, data file or stored row can move the cursor, hide text or pose as
 * other text.
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
