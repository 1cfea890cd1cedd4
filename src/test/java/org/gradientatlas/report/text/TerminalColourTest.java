package org.gradientatlas.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The nearest colours of a terminal, whose numbers and values are xterm's. */
class TerminalColourTest {
  @ParameterizedTest
  @CsvSource({
    "#000000, 16",
    "#ffffff, 231",
    "#ff0000, 196",
    "#005fAF, 25",
    "#0072B2, 25",
    "#D55E00, 166",
    "#8C8C8C, 245",
    "#080808, 232",
    "#eeeeee, 255"
  })
  void isTheNearest(String colour, int number) {
    assertThat(TerminalColour.nearest(colour)).isEqualTo(number);
  }
}
