package org.gradientatlas.report.text;

import java.nio.charset.Charset;

/**
 * What this process's output can show.
 *
 * @param colour whether colour escape sequences are supported and wanted
 * @param blocks whether block characters can be encoded
 */
public record Paint(boolean colour, boolean blocks) {
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";
  private static final String DIGITS = "02345789";

  /** Detects the output's abilities: colour only on a terminal and without NO_COLOR. */
  @SuppressWarnings("SystemConsoleNull") // On Java 17 there is a console exactly if there is one.
  public static Paint ofThisProcess() {
    String unwanted = System.getenv("NO_COLOR");
    boolean wanted = unwanted == null || unwanted.isEmpty();
    boolean able = System.console() != null && !"dumb".equals(System.getenv("TERM"));
    return new Paint(wanted && able, Charset.defaultCharset().newEncoder().canEncode('█'));
  }

  /** A share as a one-character bar or a digit in tenths; a blank for NaN. */
  public String bar(double share) {
    if (Double.isNaN(share)) {
      return " ";
    }
    int level = (int) Math.round(share * (BLOCKS.length() - 1));
    return String.valueOf((blocks ? BLOCKS : DIGITS).charAt(level));
  }

  /**
   * A text in the terminal colour nearest to a given one.
   *
   * @param rgb as #rrggbb
   */
  public String in(String rgb, String text) {
    return colour ? "\u001b[38;5;" + TerminalColour.nearest(rgb) + "m" + text + "\u001b[0m" : text;
  }
}
