package org.gradientatlas.table.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.gradientatlas.measure.Outcome;
import org.junit.jupiter.api.Test;

class OutcomeCountsTest {
  private static OutcomeCounts failed(String message, String id) {
    return OutcomeCounts.of(
        Map.of("trial_id", id, "outcome", "failed", "error_class", "E", "error_message", message)
            ::get);
  }

  private static OutcomeCounts completed() {
    return OutcomeCounts.of(Map.of("trial_id", "c", "outcome", "completed")::get);
  }

  @Test
  void errorsThatDifferInNumbersAloneAreOne() {
    var sum = new OutcomeCounts.Sum();
    sum.add(failed("rare", "a"));
    for (int i = 0; i < 3; i++) {
      sum.add(failed("no room for %d bytes".formatted(i), "b" + i));
      sum.add(completed());
    }
    OutcomeCounts all = sum.total();
    assertThat(all.trials()).isEqualTo(7);
    assertThat(all.count(Outcome.FAILED)).isEqualTo(4);
    assertThat(all.errors())
        .containsExactly(
            new OutcomeCounts.Repeated("E: no room for 0 bytes", 3, "b0"),
            new OutcomeCounts.Repeated("E: rare", 1, "a"));
    assertThat(completed().plus(all).count(Outcome.COMPLETED)).isEqualTo(4);
  }

  @Test
  void tooManyErrorsAreForgottenAndTheMostFrequentKept() {
    var sum = new OutcomeCounts.Sum();
    int trials = 40_000;
    for (int i = 0; i < trials; i++) {
      // Letters: numbers would make them one.
      String rare = Integer.toString(i, 36).replaceAll("\\d", "z") + "-" + "x".repeat(i % 200);
      sum.add(failed(i % 3 == 0 ? "often" : rare, "t" + i));
    }
    OutcomeCounts all = sum.total();
    assertThat(all.count(Outcome.FAILED)).isEqualTo(trials);
    assertThat(all.errors()).hasSizeLessThanOrEqualTo(100);
    assertThat(all.mostFrequent().orElseThrow())
        .isEqualTo(new OutcomeCounts.Repeated("E: often", 13_334, "t0"));
  }
}
