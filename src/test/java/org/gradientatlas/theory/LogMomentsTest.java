package org.gradientatlas.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apache.commons.rng.simple.RandomSource;
import org.assertj.core.data.Percentage;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogMomentsTest {
  @ParameterizedTest
  @CsvSource({"50, -0.05174, 0.10817", "100, -0.02542, 0.05194", "200, -0.01260, 0.02547"})
  void momentsOfReluAgreeWithExactValues(int n, double mean, double variance) {
    assertThat(LogMoments.relu(n).mean()).isCloseTo(mean, within(5e-6));
    assertThat(LogMoments.relu(n).variance()).isCloseTo(variance, within(5e-6));
  }

  /** A single unit passes a chi-square variable of one degree of freedom, or nothing. */
  @Test
  void momentsOfOneReluUnitAreThoseOfAChiSquare() {
    assertThat(LogMoments.relu(1).mean())
        .isCloseTo(LogMoments.linear(1).mean() + Math.log(2), within(1e-12));
    assertThat(LogMoments.linear(1).mean()).isCloseTo(-1.2703628454614782, within(1e-12));
    assertThat(LogMoments.linear(1).variance()).isCloseTo(Math.PI * Math.PI / 2, within(1e-12));
  }

  @Test
  void aSingleDeepNetworkIsFarFromItsExpectation() {
    assertThat(Math.exp(LogMoments.relu(100).times(50).mean())).isCloseTo(0.28, within(0.005));
  }

  /** Hanin 2018: width 50, depth 20, 3000 networks. */
  @Test
  void momentsAgreeWithSimulatedNetworks() {
    var network =
        new RandomNetwork(
            20, 50, 50, 50, Variant.of(Initializer.HE_NORMAL), Variant.of(Activation.RELU), 1);
    var random = RandomSource.XO_RO_SHI_RO_128_PP.create(18);
    var logs = new SummaryStatistics();
    for (int i = 0; i < 3000; i++) {
      double decades = new RandomPass(network, random).log10DeltaRmsRatios().get(0);
      logs.addValue(2 * Math.log(10) * decades);
    }
    var theory = LogMoments.relu(50).times(20);
    assertThat(logs.getMean()).isCloseTo(theory.mean(), within(0.09));
    assertThat(logs.getVariance()).isCloseTo(theory.variance(), Percentage.withPercentage(8));
  }
}
