package org.gradientatlas.diagnose.early;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The probability that a network will learn. */
class EarlyVerdictTest {
  private static final int MANY = 100;

  private static double plain(double growth, double movement, double gain) {
    return EarlyVerdict.of(new EarlyFacts(false, growth, movement, gain, false), 0.5, MANY);
  }

  @Test
  void withoutProgressAndWithoutObstaclesTheOddsAreThoseOfTheStart() {
    assertThat(plain(0, 1, 0)).isCloseTo(1 / (1 + Math.exp(-0.3)), within(1e-12));
    assertThat(plain(Double.NaN, 1, 0)).isEqualTo(plain(0, 1, 0));
  }

  @Test
  void eachObstacleLowersItAndProgressRaisesIt() {
    assertThat(plain(-6, 1, 0.1)).isLessThan(plain(-3, 1, 0.1)).isGreaterThan(0);
    assertThat(plain(Double.NEGATIVE_INFINITY, 1, 0.1)).isEqualTo(plain(-20, 1, 0.1));
    assertThat(plain(6, 1, 0.1)).isLessThan(plain(3, 1, 0.1));
    assertThat(plain(0, 0, 0.1)).isLessThan(plain(0, 0.01, 0.1)).isGreaterThan(0);
    assertThat(plain(0, 0.01, 0.1)).isLessThan(plain(0, 0.1, 0.1));
    assertThat(plain(0, 1, 0.2)).isGreaterThan(plain(0, 1, 0.1));
  }

  @Test
  void aSkipConnectionLeadsAroundEveryObstacle() {
    var skipping = new EarlyFacts(true, -12, 1e-6, 0.2, false);
    assertThat(EarlyVerdict.of(skipping, 0.5, MANY)).isEqualTo(plain(0, 1, 0.2));
  }

  @Test
  void whatDivergedWillNotLearn() {
    var diverged = new EarlyFacts(false, 0, 1, Double.NaN, true);
    assertThat(EarlyVerdict.of(diverged, 0.5, MANY)).isZero();
  }

  @Test
  void withoutRecordsOrWithFewNetworksItIsNotTold() {
    assertThat(plain(0, Double.NaN, 0.1)).isNaN();
    assertThat(plain(0, 1, Double.NaN)).isNaN();
    assertThat(EarlyVerdict.of(new EarlyFacts(false, 0, 1, 0.1, false), 0.5, 9)).isNaN();
    assertThat(EarlyVerdict.of(new EarlyFacts(false, 0, 1, 0.1, false), 0.5, 10)).isNotNaN();
  }

  @Test
  void whereNoNetworkGainedAnythingNoneHasMadeProgress() {
    var facts = new EarlyFacts(false, 0, 1, 0, false);
    assertThat(EarlyVerdict.of(facts, 0, MANY)).isEqualTo(plain(0, 1, 0));
  }
}
