package org.gradientatlas.data.file;

import java.util.regex.Pattern;
import org.gradientatlas.axis.Variant;

/** Numbers as data files write them: decimal, with a point and perhaps an exponent. */
final class DecimalText {
  /** Below it, every whole number is a double. */
  private static final double MOST_WHOLE = 0x1p53;

  /** Why a cell with a decimal comma is no number, as a predicate. */
  static final String COMMA = "has a decimal comma; write a decimal point";

  private static final Pattern WITH_COMMA =
      Pattern.compile("\\s*[-+]?\\d+,\\d+([eE][-+]?\\d+)?\\s*");

  private DecimalText() {}

  /** Whether a text is a number as much of the world writes it: 1,5. */
  static boolean hasComma(String text) {
    return WITH_COMMA.matcher(text).matches();
  }

  /**
   * The number that a text is, without the blanks around it; NaN if it is none. Java itself would
   * read 12d and 0x1p3 too.
   */
  static double parse(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean decimal = (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+';
      if (!decimal && c != 'e' && c != 'E' && c != ' ' && c != '\t') {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** A number as a message shows it. */
  static String of(double value) {
    if (value == Math.rint(value) && Math.abs(value) < MOST_WHOLE) {
      return Long.toString((long) value);
    }
    return Double.isFinite(value) ? Variant.number(value) : "" + value;
  }
}
