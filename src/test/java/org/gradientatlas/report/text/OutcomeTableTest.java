package org.gradientatlas.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutcomeTableTest {
  private static OutcomeTable.Group group(String initializer, String outcome, long trials) {
    return new OutcomeTable.Group(
        "dense", "tanh", initializer, 8, outcome, trials, 0.5, Double.NaN, 0.25);
  }

  @Test
  void outcomesOfACellStandTogether() {
    String text =
        OutcomeTable.text(List.of(group("he", "completed", 3), group("he", "diverged", 2)));
    assertThat(text)
        .contains("\nGuessing the most frequent class gives 25 %.\n\n")
        .endsWith("tanh        he           3+2d 50%\n");
    var other =
        new OutcomeTable.Group("dense", "tanh", "he", 9, "completed", 1, 0.5, Double.NaN, 0.5);
    assertThat(OutcomeTable.text(List.of(group("he", "completed", 3), other), "On 7 examples."))
        .contains("\nGuessing the most frequent class gives 25 % to 50 %.\nOn 7 examples.\n\n");
  }

  @Test
  void numbersToPredictHaveR2() {
    var good =
        new OutcomeTable.Group(
            "dense", "tanh", "he", 8, "completed", 3, Double.NaN, 0.876, Double.NaN);
    var bad =
        new OutcomeTable.Group(
            "dense", "tanh", "he", 9, "completed", 1, Double.NaN, -1e9, Double.NaN);
    String text = OutcomeTable.text(List.of(good, bad));
    assertThat(text)
        .contains("mean R2 of the completed ones")
        .endsWith("tanh        he           3 0.88    1 -9.99\n");
  }

  @Test
  void probesHaveNoScore() {
    var probe =
        new OutcomeTable.Group(
            "dense", "tanh", "he", 8, "completed", 3, Double.NaN, Double.NaN, 0.25);
    assertThat(OutcomeTable.text(List.of(probe)))
        .startsWith("Trials that completed, + d diverged, f failed, t timed out.\n\n")
        .endsWith("tanh        he           3\n");
  }

  @Test
  void manyLinesAreCounted() {
    List<OutcomeTable.Group> groups =
        IntStream.range(0, 1_000)
            .mapToObj(i -> group("normal(%04d)".formatted(i), "completed", 1))
            .toList();
    List<String> lines = OutcomeTable.text(groups).lines().toList();
    assertThat(lines).hasSize(3 + 1 + 200 + 1).endsWith("and 800 more lines.");
    assertThat(lines.get(lines.size() - 2)).startsWith("tanh        normal(0199)");
  }

  @Test
  void architecturesStandFirstWhereAnyIsNotDense() {
    var recurrent =
        new OutcomeTable.Group(
            "recurrent(lstm)", "tanh", "he", 8, "completed", 1, 0.5, Double.NaN, 0.25);
    List<String> lines =
        OutcomeTable.text(List.of(recurrent, group("he", "completed", 3))).lines().toList();
    assertThat(lines.subList(lines.size() - 3, lines.size()))
        .containsExactly(
            "architecture     activation  initializer  depth 8",
            "dense            tanh        he           3 50%",
            "recurrent(lstm)  tanh        he           1 50%");
  }
}
