package org.gradientatlas.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaintTest {
  private static final Paint FULL = new Paint(true, true);

  private final String painted = FULL.in("#00ff00", "H" + FULL.bar(1)) + FULL.bar(0) + "\n";

  @Test
  void aStoredTextIsShownAsItWas() {
    assertThat(FULL.adapted(painted)).isEqualTo(painted);
  }

  @Test
  void whatAnOutputCannotShowIsTakenAway() {
    var poor = new Paint(false, false);
    assertThat(poor.adapted(painted)).isEqualTo("H" + poor.bar(1) + poor.bar(0) + "\n");
  }

  @Test
  void noOtherEscapePasses() {
    assertThat(FULL.adapted("\u001b[2J\u001b[31mx\u001b[0m\u202e"))
        .isEqualTo("\\u001b[2J\\u001b[31mx\u001b[0m\\u202e");
  }
}
