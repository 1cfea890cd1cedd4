package org.gradientatlas.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutcomeTableTest {
  private static OutcomeTable.Group group(String initializer, String outcome, long trials) {
    return new OutcomeTable.Group("tanh", initializer, 8, outcome, trials, 0.5);
  }

  @Test
  void outcomesOfACellStandTogether() {
    String text =
        OutcomeTable.text(List.of(group("he", "completed", 3), group("he", "diverged", 2)));
    assertThat(text).endsWith("tanh        he           3+2d 50%\n");
  }

  @Test
  void manyLinesAreCounted() {
    List<OutcomeTable.Group> groups =
        IntStream.range(0, 1_000)
            .mapToObj(i -> group("normal(%04d)".formatted(i), "completed", 1))
            .toList();
    List<String> lines = OutcomeTable.text(groups).lines().toList();
    assertThat(lines).hasSize(2 + 1 + 200 + 1).endsWith("and 800 more lines.");
    assertThat(lines.get(lines.size() - 2)).startsWith("tanh        normal(0199)");
  }
}
