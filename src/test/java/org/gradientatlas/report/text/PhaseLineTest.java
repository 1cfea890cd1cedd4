package org.gradientatlas.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PhaseLineTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  private void await(String text) throws InterruptedException {
    for (int i = 0; i < 600 && !said().contains(text); i++) {
      Thread.sleep(50);
    }
  }

  @Test
  void aTerminalHasOneLineThatGoesAway() throws Exception {
    try (PhaseLine phase = PhaseLine.of(out, true, "Planning")) {
      await("0:01 so far");
      assertThat(said()).startsWith("\r\u001b[KPlanning, 0:0").doesNotContain("\n");
    }
    assertThat(said()).endsWith("so far\r\u001b[K");
  }

  @Test
  void aLogHasTheNameOnce() throws Exception {
    try (PhaseLine phase = PhaseLine.of(out, false, "Planning")) {
      await("\n");
    }
    assertThat(said()).isEqualTo("Planning" + System.lineSeparator());
  }

  @Test
  void aShortPhaseIsNoWordOfALog() {
    PhaseLine.of(out, false, "Planning").close();
    assertThat(said()).isEmpty();
  }

  @Test
  void aLineBesideItTakesItsPlace() {
    PhaseLine.say(out, true, "Output: file:/x");
    assertThat(said()).isEqualTo("\r\u001b[KOutput: file:/x" + System.lineSeparator());
  }
}
