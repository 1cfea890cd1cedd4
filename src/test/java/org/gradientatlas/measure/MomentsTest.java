package org.gradientatlas.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class MomentsTest {
  /** Far from 0, where plain sums of squares would lose ten digits. */
  private static final double[] VALUES =
      RandomSource.XO_SHI_RO_256_PP.create(1).doubles(1000, 1e5, 1e5 + 1).toArray();

  private static Moments part(int from, int to) {
    return Moments.of(Arrays.copyOfRange(VALUES, from, to));
  }

  private static void assertSame(Moments actual, Moments expected) {
    assertThat(actual.count()).isEqualTo(expected.count());
    assertThat(actual.mean()).isCloseTo(expected.mean(), within(1e-9));
    assertThat(actual.squares()).isCloseTo(expected.squares(), within(1e-8));
  }

  @Test
  void agreesWithCommonsMath() {
    Moments moments = Moments.of(VALUES);
    assertThat(moments.mean()).isCloseTo(StatUtils.mean(VALUES), within(1e-9));
    assertThat(moments.sd())
        .isCloseTo(Math.sqrt(StatUtils.populationVariance(VALUES)), within(1e-10));
    assertThat(moments.l2()).isCloseTo(Math.sqrt(StatUtils.sumSq(VALUES)), within(1e-7));
    assertThat(moments.rms()).isCloseTo(Math.sqrt(StatUtils.sumSq(VALUES) / 1000), within(1e-9));
  }

  @Test
  void mergeIsTheMomentsOfBothSetsHoweverTheyAreGrouped() {
    Moments whole = Moments.of(VALUES);
    Moments a = part(0, 1);
    Moments b = part(1, 900);
    Moments c = part(900, 1000);
    assertSame(a.merge(b).merge(c), whole);
    assertSame(a.merge(b.merge(c)), whole);
    assertSame(c.merge(a).merge(b), whole);
  }

  @Test
  void mergingEmptyMomentsChangesNothing() {
    Moments some = part(0, 10);
    assertThat(some.merge(Moments.NONE)).isEqualTo(some);
    assertThat(Moments.NONE.merge(some)).isEqualTo(some);
    assertThat(Moments.NONE.merge(Moments.NONE)).isEqualTo(Moments.of(new double[0]));
  }

  @Test
  void plainSumsGiveTheSameMomentsWhereTheMeanIsSmall() {
    double[] centered = Arrays.stream(VALUES).map(x -> x - 1e5 - 0.5).toArray();
    assertSame(
        Moments.ofSums(1000, StatUtils.sum(centered), StatUtils.sumSq(centered)),
        Moments.of(centered));
  }

  @Test
  void roundingNeverMakesAVarianceNegative() {
    double third = 1 / 3.0;
    assertThat(Moments.ofSums(3, 1, 3 * third * third - 1e-16).sd()).isNotNegative();
  }
}
