package org.gradientatlas.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParagraphTest {
  @Test
  void linesBreakAtSpaces() {
    String word = "x".repeat(39);
    String word2 = "y".repeat(40);
    assertThat(Paragraph.of(word + " " + word2 + " z")).isEqualTo(word + " " + word2 + "\nz");
    assertThat(Paragraph.of("a " + "b".repeat(100) + " c"))
        .isEqualTo("a\n" + "b".repeat(100) + "\nc");
    assertThat(Paragraph.of("")).isEmpty();
  }
}
