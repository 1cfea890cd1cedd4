package org.gradientatlas.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CutLabelsTest {
  private static final List<String> BLOCKS =
      List.of(
          "dense",
          "residual-blocks(norm=none,scale=deepnorm)",
          "residual-blocks(norm=none,scale=depth-scaled)",
          "residual-blocks(norm=none,scale=skipinit)");

  @Test
  void theLastSettingsStay() {
    assertThat(CutLabels.of(BLOCKS, 37).values())
        .containsExactly(
            "dense",
            "residual-blocks(~,scale=deepnorm)",
            "residual-blocks(~,scale=depth-scaled)",
            "residual-blocks(~,scale=skipinit)");
  }

  @Test
  void labelsThatFitAreWhole() {
    assertThat(CutLabels.of(BLOCKS, 45).values()).containsExactlyElementsOf(BLOCKS);
  }

  @Test
  void labelsDifferWhereverTheyDo() {
    List<String> first = List.of("a(first=1,second=0000000)", "a(first=2,second=0000000)");
    for (List<String> labels : List.of(BLOCKS, first)) {
      for (int most = 16; most < 45; most++) {
        int width = most;
        assertThat(CutLabels.of(labels, most).values())
            .as("%d", most)
            .doesNotHaveDuplicates()
            .allMatch(text -> text.length() <= width);
      }
    }
  }
}
