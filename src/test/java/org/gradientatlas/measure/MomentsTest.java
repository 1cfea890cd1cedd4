package org.gradientatlas.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class MomentsTest {
  /** Far from 0, where plain sums of squares would lose ten digits. */
  private static final double[] VALUES =
      RandomSource.XO_SHI_RO_256_PP.create(1).doubles(1000, 1e5, 1e5 + 1).toArray();

  @Test
  void agreesWithCommonsMath() {
    Moments moments = Moments.of(VALUES);
    assertThat(moments.mean()).isCloseTo(StatUtils.mean(VALUES), within(1e-9));
    assertThat(moments.sd())
        .isCloseTo(Math.sqrt(StatUtils.populationVariance(VALUES)), within(1e-10));
    assertThat(moments.l2()).isCloseTo(Math.sqrt(StatUtils.sumSq(VALUES)), within(1e-7));
    assertThat(moments.rms()).isCloseTo(Math.sqrt(StatUtils.sumSq(VALUES) / 1000), within(1e-9));
  }
}
