package org.gradientatlas.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CriticalPointTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          IDENTITY, 0,    1,     0,        true
          RELU,     0,    2,     0,        true
          RELU,     0.05, 2,     Infinity, true
          TANH,     0,    1,     0,        true
          TANH,     0.05, 1.761, 0.570,    true
          SIGMOID,  0,    103.008, 45.624,   true
          ERF,      0,    0.785, 0,        true
          ELU,      0,    1,     0,        true
          SOFTPLUS, 0,    2,     Infinity, true
          HARDTANH, 0,    1,     0,        true
          GELU,     0,    4,     0,        false
          SWISH,    0,    4,     0,        false
          MISH,     0,    2.778, 0,        false
          """)
  void criticalPointsAgreeWithPublishedOnes(
      Activation activation, double sb2, double sw2, double q, boolean attracting) {
    var point = CriticalPoint.of(Variant.of(activation), sb2);
    assertThat(point.sw2()).isCloseTo(sw2, within(5e-4 * Math.max(1, sw2 / 10)));
    if (Double.isInfinite(q)) {
      assertThat(point.q()).isInfinite();
    } else {
      assertThat(point.q()).isCloseTo(q, within(5e-4));
    }
    assertThat(point.attracting()).isEqualTo(attracting);
  }

  /** GELU's and Swish's criticality of Roberts, Yaida and Hanin 2022, section 5.3.4. */
  @ParameterizedTest
  @CsvSource({"GELU, 0.17292, 1.98305", "SWISH, 0.55514, 1.98800"})
  void halfStablePointsOfSmoothRectifiersAgreeWithPublishedOnes(
      Activation activation, double sb2, double sw2) {
    assertThat(CriticalPoint.of(Variant.of(activation), sb2).sw2()).isCloseTo(sw2, within(2e-5));
  }

  /** By the fixed point's own search, chi1 at the critical point is 1. */
  @ParameterizedTest
  @EnumSource
  void chiIsOneAtTheCriticalPoint(Activation activation) {
    for (double sb2 : new double[] {0, 0.05, 1}) {
      var point = CriticalPoint.of(Variant.of(activation), sb2);
      var field = new MeanField(Variant.of(activation), point.sw2(), sb2);
      assertThat(field.chi(point.q())).as("sb2 = %s", sb2).isCloseTo(1, within(1e-9));
      if (Double.isFinite(point.q())) {
        assertThat(field.qMap(point.q())).isCloseTo(point.q(), within(1e-9 * (1 + point.q())));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.3})
  void gradientsVanishBelowTheCriticalPointAndExplodeAboveIt(double sb2) {
    var tanh = Variant.of(Activation.TANH);
    double critical = CriticalPoint.of(tanh, sb2).sw2();
    assertThat(FixedPoint.from(new MeanField(tanh, 0.99 * critical, sb2), 1).chi1()).isLessThan(1);
    assertThat(FixedPoint.from(new MeanField(tanh, 1.01 * critical, sb2), 1).chi1())
        .isGreaterThan(1);
  }

  /** A surprise of the article's N(0, 1) weights: at 103 units sigmoid networks are critical. */
  @Test
  void sigmoidWithUnitWeightsIsCriticalAtWidth103() {
    assertThat(CriticalPoint.of(Variant.of(Activation.SIGMOID), 0).sw2())
        .isCloseTo(103, within(0.5));
  }
}
