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

  @Test
  void linesAreAsWideAsANarrowTerminal() {
    assertThat(Paragraph.of("one two three four", 9)).isEqualTo("one two\nthree\nfour");
    assertThat(Paragraph.columns("60")).isEqualTo(60);
    assertThat(Paragraph.columns("200")).isEqualTo(80);
    assertThat(Paragraph.columns("1")).isEqualTo(20);
    assertThat(Paragraph.columns("x")).isEqualTo(80);
    assertThat(Paragraph.columns("99999999999")).isEqualTo(80);
    assertThat(Paragraph.columns(null)).isEqualTo(80);
  }
}
