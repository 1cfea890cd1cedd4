package org.gradientatlas.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.study.Trial;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private final Trial trial = new TrialFixture().trial();

  @Test
  void epochHoldsEveryExampleOnce() {
    var batches = new Batches(trial, TrialFixture.data());
    List<Integer> first = epoch(batches);
    List<Integer> second = epoch(batches);
    assertThat(first)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 20).boxed().toList())
        .isNotEqualTo(second);
    assertThat(second).containsExactlyInAnyOrderElementsOf(first);
  }

  @Test
  void orderIsTheReplicates() {
    Trial other =
        new TrialFixture().activation(Variant.of(Activation.RELU)).depth(9).bias(false).trial();
    assertThat(epoch(new Batches(other, TrialFixture.data())))
        .isEqualTo(epoch(new Batches(trial, TrialFixture.data())));
  }

  @Test
  void lookingAtTheFirstBatchDoesNotConsumeIt() {
    var batches = new Batches(trial, TrialFixture.data());
    int[] first = batches.first().rows();
    assertThat(batches.next().rows()).isEqualTo(first);
  }

  private static List<Integer> epoch(Batches batches) {
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      for (int row : batches.next().rows()) {
        rows.add(row);
      }
    }
    return rows;
  }
}
