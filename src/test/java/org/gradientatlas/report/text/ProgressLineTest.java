package org.gradientatlas.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.gradientatlas.measure.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressLineTest {
  private static ProgressLine.Done done(long trials, double seconds, long diverged, int waves) {
    return new ProgressLine.Done(
        trials, seconds, Map.of(Outcome.COMPLETED, trials, Outcome.DIVERGED, diverged), waves);
  }

  @Test
  void itSaysHowMuchIsDoneAndLeft() {
    assertThat(new ProgressLine(480, 16, 1).of(done(105, 4, 6, 0), 30))
        .isEqualTo("Training: 105 of 480 trials, 6 diverged | 0:30, 1:30 left");
  }

  @Test
  void nothingIsForetoldBeforeTheFirstTaskIsDone() {
    assertThat(new ProgressLine(480, 16, 1).of(done(0, 0, 0, 0), 3))
        .isEqualTo("Training: 0 of 480 trials | 0:03");
  }

  @Test
  void whatIsTrainedIsStillToBeWritten() {
    assertThat(new ProgressLine(480, 16, 1).of(done(480, 16, 0, 0), 84))
        .isEqualTo("Writing tables: 480 trials | 1:24");
  }

  @Test
  void theLastLineTellsTheWholeTime() {
    assertThat(new ProgressLine(480, 16, 3).of(done(480, 16, 18, 3), 84))
        .isEqualTo("Training: 480 of 480 trials, 18 diverged | 1:24");
  }

  @ParameterizedTest
  @CsvSource({"1, 0.01", "10000, 0.99999999", "100000000, 1"})
  void itIsNeverAtNothingLeftNorWiderThanSixtyColumns(int trials, double share) {
    var counts =
        Map.of(
            Outcome.COMPLETED, 1L,
            Outcome.DIVERGED, trials / 2L,
            Outcome.FAILED, trials / 3L,
            Outcome.TIMED_OUT, trials / 4L);
    var done = new ProgressLine.Done(trials - 1L, share, counts, 9999);
    for (double elapsed : new double[] {0, 1, 59.6, 3600, 359_999}) {
      assertThat(new ProgressLine(trials, 1, 10_000).of(done, elapsed))
          .doesNotContain(", 0:00 left")
          .hasSizeLessThanOrEqualTo(60)
          .contains(trials + " trials | ");
    }
  }
}
