package org.gradientatlas.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gradientatlas.diagnose.early.EarlyVerdictDoc;
import org.gradientatlas.study.file.RuleSettings;
import org.junit.jupiter.api.Test;

class RulesDocTest {
  private static final Path PAGE = Path.of("docs/reference/diagnoses.md");

  /** With -Ddocs.write=true (scripts/docs) it writes the page instead. */
  @Test
  void thePageSaysWhatTheRulesSay() throws IOException {
    String page =
        RulesDoc.page(new Thresholds(RuleSettings.defaults())) + EarlyVerdictDoc.section();
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).as("run scripts/docs").isEqualTo(page);
    assertThat(page.lines().filter(line -> line.startsWith("|")))
        .as("every name in braces is a threshold")
        .noneMatch(line -> line.contains("{"));
  }
}
