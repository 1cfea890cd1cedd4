package org.gradientatlas.report.text;

import java.nio.charset.Charset;

/**
 * What can be shown where this process prints.
 *
 * @param colour whether escape sequences of colours are understood and wanted
 * @param blocks whether block characters can be encoded
 */
public record Paint(boolean colour, boolean blocks) {
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";
  private static final String DIGITS = "02345789";

  /** Colour on a terminal alone, and not where NO_COLOR says that nobody wants it. */
  @SuppressWarnings("SystemConsoleNull") // On Java 17 there is a console exactly if there is one.
  public static Paint ofThisProcess() {
    String unwanted = System.getenv("NO_COLOR");
    boolean wanted = unwanted == null || unwanted.isEmpty();
    boolean able = System.console() != null && !"dumb".equals(System.getenv("TERM"));
    return new Paint(wanted && able, Charset.defaultCharset().newEncoder().canEncode('█'));
  }

  /** A share as a bar of one character, or as tenths; a blank for NaN. */
  public String bar(double share) {
    if (Double.isNaN(share)) {
      return " ";
    }
    int level = (int) Math.round(share * (BLOCKS.length() - 1));
    return String.valueOf((blocks ? BLOCKS : DIGITS).charAt(level));
  }

  /**
   * A text in the nearest that a terminal has to a colour.
   *
   * @param rgb as #rrggbb
   */
  public String in(String rgb, String text) {
    return colour ? "\u001b[38;5;" + TerminalColour.nearest(rgb) + "m" + text + "\u001b[0m" : text;
  }
}
