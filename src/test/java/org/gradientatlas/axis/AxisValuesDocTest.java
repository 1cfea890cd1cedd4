package org.gradientatlas.axis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AxisValuesDocTest {
  private static final Path PAGE = Path.of("docs/reference/axis-values.md");

  /** With -Ddocs.write=true (scripts/docs) it writes the page instead. */
  @Test
  void thePageSaysWhatTheConstantsSay() throws IOException {
    String page = AxisValuesDoc.page();
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).as("run scripts/docs").isEqualTo(page);
    assertThat(page)
        .as("every constant has a Javadoc")
        .doesNotContain("|  |\n")
        .doesNotContain("{@");
  }

  @Test
  void aConstantsJavadocIsItsOwn() {
    String source =
        "/** One. */\nNONE(\"none\"),\n/**\n * Two,\n * in two lines.\n */\nBATCH(\"batch\"),";
    assertThat(AxisValuesDoc.meaning(source, Normalization.NONE)).isEqualTo("One.");
    assertThat(AxisValuesDoc.meaning(source, Normalization.BATCH)).isEqualTo("Two, in two lines.");
    assertThat(AxisValuesDoc.meaning(source, Normalization.LAYER)).isEmpty();
  }
}
