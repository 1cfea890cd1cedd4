package org.gradientatlas.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MagnitudeHistogramTest {
  @Test
  void edgesAreThePowersOfTwoAndBelongToTheBucketAbove() {
    for (int i = 1; i < MagnitudeHistogram.BUCKETS - 1; i++) {
      double edge = Math.pow(2, i - 81);
      assertThat(MagnitudeHistogram.bucket(edge)).isEqualTo(i);
      assertThat(MagnitudeHistogram.bucket(-edge)).isEqualTo(i);
      assertThat(MagnitudeHistogram.bucket(Math.nextDown(edge))).isEqualTo(i - 1);
    }
  }

  @Test
  void outerBucketsTakeTheRest() {
    assertThat(MagnitudeHistogram.bucket(Double.MIN_VALUE)).isZero();
    assertThat(MagnitudeHistogram.bucket(Float.MIN_VALUE)).isZero();
    assertThat(MagnitudeHistogram.bucket(Math.pow(2, 14))).isEqualTo(95);
    assertThat(MagnitudeHistogram.bucket(Double.MAX_VALUE)).isEqualTo(95);
    assertThat(MagnitudeHistogram.bucket(Double.NEGATIVE_INFINITY)).isEqualTo(95);
  }

  @Test
  void countsAllButZerosAndNan() {
    long[] counts = MagnitudeHistogram.of(new double[] {1, -1.5, 0.75, 0, -0.0, Double.NaN, 1e30});
    assertThat(counts).hasSize(96);
    assertThat(counts[81]).isEqualTo(2);
    assertThat(counts[80]).isEqualTo(1);
    assertThat(counts[95]).isEqualTo(1);
    assertThat(Arrays.stream(counts).sum()).isEqualTo(4);
  }
}
