package org.gradientatlas.report.text;

import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.IntStream;

/**
 * The 240 fixed colours of a terminal: a cube of six levels each of red, green and blue, and greys.
 */
final class TerminalColour {
  private static final int[] LEVELS = {0, 95, 135, 175, 215, 255};
  private static final int CUBE = 16;
  private static final int GREYS = 232;
  private static final int END = 256;

  private TerminalColour() {}

  /**
   * The number of the nearest terminal colour.
   *
   * @param colour as #rrggbb
   */
  static int nearest(String colour) {
    int rgb = HexFormat.fromHexDigits(colour, 1, colour.length());
    return IntStream.range(CUBE, END)
        .boxed()
        .min(Comparator.comparingInt(number -> distance(rgb(number), rgb)))
        .orElseThrow();
  }

  private static int rgb(int number) {
    if (number >= GREYS) {
      return 0x010101 * (8 + 10 * (number - GREYS));
    }
    int place = number - CUBE;
    return LEVELS[place / 36] << 16 | LEVELS[place / 6 % 6] << 8 | LEVELS[place % 6];
  }

  /** Squared distance in red, green and blue. */
  private static int distance(int a, int b) {
    return IntStream.of(16, 8, 0)
        .map(part -> (a >> part & 0xff) - (b >> part & 0xff))
        .map(difference -> difference * difference)
        .sum();
  }
}
