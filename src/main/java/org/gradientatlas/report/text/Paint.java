package org.gradientatlas.report.text;

import java.nio.charset.Charset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What this process's output can show.
 *
 * @param colour whether colour escape sequences are supported and wanted
 * @param blocks whether block characters can be encoded
 */
public record Paint(boolean colour, boolean blocks) {
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";
  private static final String DIGITS = "02345789";
  private static final Pattern COLOURS = Pattern.compile("\u001b\\[(38;5;\\d{1,3}|0)m");

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

  /**
   * A stored text that was painted with colours and blocks, as this output can show it. All that is
   * no colour of ours is escaped: others may have written to the file.
   */
  public String adapted(String painted) {
    var text = new StringBuilder();
    Matcher colours = COLOURS.matcher(painted);
    int from = 0;
    while (colours.find()) {
      text.append(plain(painted.substring(from, colours.start())));
      text.append(colour ? colours.group() : "");
      from = colours.end();
    }
    return text.append(plain(painted.substring(from))).toString();
  }

  private String plain(String text) {
    String escaped = TerminalText.text(text);
    if (blocks) {
      return escaped;
    }
    for (int level = 0; level < BLOCKS.length(); level++) {
      escaped = escaped.replace(BLOCKS.charAt(level), DIGITS.charAt(level));
    }
    return escaped;
  }
}
