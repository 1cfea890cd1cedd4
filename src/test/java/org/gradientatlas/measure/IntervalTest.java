package org.gradientatlas.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntervalTest {
  /** Student's t is 2.776445 for 4 degrees of freedom; the standard error is sqrt(2.5 / 5). */
  @Test
  void intervalIsStudents() {
    Interval interval = Interval.of(1, 2, Double.NaN, 3, 4, 5);
    assertThat(interval.n()).isEqualTo(5);
    assertThat(interval.mean()).isEqualTo(3);
    assertThat(interval.high()).isCloseTo(3 + 2.776445 * Math.sqrt(0.5), within(1e-6));
    assertThat(interval.low()).isCloseTo(3 - 2.776445 * Math.sqrt(0.5), within(1e-6));
    assertThat(interval.excludesZero()).isTrue();
    assertThat(Interval.of(-1, 2).excludesZero()).isFalse();
  }

  @Test
  void intervalOfManyNumbersTendsToTheNormalDistributions() {
    Interval interval = Interval.of(IntStream.range(0, 100_000).mapToDouble(i -> i % 2).toArray());
    assertThat(interval.high() - interval.mean())
        .isCloseTo(1.959964 * 0.5 / Math.sqrt(100_000), within(1e-7));
  }

  @Test
  void fewerThanTwoNumbersHaveNoBounds() {
    assertThat(Interval.of(7)).isEqualTo(new Interval(1, 7, Double.NaN, Double.NaN));
    assertThat(Interval.of(Double.NaN).mean()).isNaN();
    assertThat(Interval.of(7).excludesZero()).isFalse();
  }
}
