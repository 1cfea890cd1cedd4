package org.gradientatlas.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.theory.FixedPoint.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeanFieldTest {
  /** Poole 2016, Schoenholz 2016 and closed forms, to the digits printed. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          IDENTITY, 0.7,  0,    ZERO,     0,        0.7
          IDENTITY, 1,    0,    KEPT,     1,        1
          IDENTITY, 1.3,  0,    INFINITE, Infinity, 1.3
          RELU,     1,    0,    ZERO,     0,        0.5
          RELU,     2,    0,    KEPT,     1,        1
          RELU,     3,    0,    INFINITE, Infinity, 1.5
          RELU,     1,    0.05, FINITE,   0.1,      0.5
          TANH,     1,    0,    ZERO,     0,        1
          TANH,     2,    0,    FINITE,   0.618,    1.1055
          TANH,     1,    0.05, FINITE,   0.194,    0.7590
          TANH,     1.761, 0.05, FINITE,  0.570,    1.0000
          TANH,     4,    0.05, FINITE,   2.1955,   1.3424
          SIGMOID,  1,    0,    FINITE,   0.2647,   0.0557
          SELU,     1,    0,    FINITE,   1,        1.0716
          GELU,     2,    0,    ZERO,     0,        0.5
          SWISH,    2,    0,    ZERO,     0,        0.5
          SOFTPLUS, 2.1,  0,    INFINITE, Infinity, 1.05
          HARDTANH, 1,    0,    ZERO,     0,        1
          """)
  void fixedPointsAgreeWithReferenceValues(
      Activation activation, double sw2, double sb2, Kind kind, double q, double chi1) {
    var point = FixedPoint.from(new MeanField(Variant.of(activation), sw2, sb2), 1);
    assertThat(point.kind()).isEqualTo(kind);
    if (kind == Kind.INFINITE) {
      assertThat(point.q()).isInfinite();
    } else {
      assertThat(point.q()).isCloseTo(q, within(5e-4));
    }
    assertThat(point.chi1()).isCloseTo(chi1, within(5.1e-5));
  }

  @Test
  void leakyReluHasAClosedForm() {
    double alpha = 0.2;
    var field = new MeanField(Variant.of(Activation.LEAKY_RELU, alpha), 1.4, 0);
    assertThat(FixedPoint.from(field, 1).chi1())
        .isCloseTo(1.4 * (1 + alpha * alpha) / 2, within(1e-12));
  }

  /** 200-node Gauss-Hermite gives less than half of this. */
  @Test
  void saturatedTanhIsIntegratedRight() {
    var point = FixedPoint.from(new MeanField(Variant.of(Activation.TANH), 100, 0), 1);
    assertThat(point.q()).isCloseTo(91.7051, within(1e-4));
    // E tanh'^2 tends to (4/3)/sqrt(2 pi q).
    assertThat(point.chi1())
        .isCloseTo(100 * 4 / 3.0 / Math.sqrt(2 * Math.PI * point.q()), within(0.02));
  }

  @Test
  void correlationDepthsOfTanh() {
    var tanh = Variant.of(Activation.TANH);
    var ordered = FixedPoint.from(new MeanField(tanh, 1, 0.05), 1);
    assertThat(ordered.correlation()).isEqualTo(1);
    assertThat(ordered.correlationDepth()).isCloseTo(3.63, within(0.005));
    assertThat(ordered.gradientDepth()).isCloseTo(ordered.correlationDepth(), within(1e-9));
    var chaotic = FixedPoint.from(new MeanField(tanh, 4, 0.05), 1);
    assertThat(chaotic.correlationDepth()).isCloseTo(6.98, within(0.005));
  }

  /** Cho and Saul 2009. */
  @ParameterizedTest
  @ValueSource(doubles = {-0.5, 0, 0.3, 0.9, 0.99, 0.9999, 0.999999, 1})
  void reluCorrelationsHaveAClosedForm(double c) {
    var field = new MeanField(Variant.of(Activation.RELU), 2, 0);
    double angle = Math.PI - Math.acos(c);
    assertThat(field.cMap(3, c))
        .isCloseTo((Math.sqrt(1 - c * c) + c * angle) / Math.PI, within(1e-10));
    assertThat(field.cSlope(3, c)).isCloseTo(angle / Math.PI, within(1e-10));
  }

  /** Iterating the maps, which no formula of a depth scale enters, decays at the scales' rates. */
  @ParameterizedTest
  @CsvSource({"TANH, 2, 0.1", "SIGMOID, 9, 1", "HARDTANH, 3, 0.1", "ERF, 4, 0.05"})
  void iterationDecaysAtTheDepthScales(Activation activation, double sw2, double sb2) {
    var field = new MeanField(Variant.of(activation), sw2, sb2);
    var point = FixedPoint.from(field, 1);
    double q = field.qMap(point.q() * 1.0001);
    assertThat((q - point.q()) / (point.q() * 1e-4))
        .isCloseTo(Math.exp(-1 / point.varianceDepth()), within(1e-4));
    double far = point.correlation() - 1e-4;
    double near = field.cMap(point.q(), far);
    assertThat((near - point.correlation()) / -1e-4)
        .isCloseTo(Math.exp(-1 / point.correlationDepth()), within(1e-3));
  }

  @ParameterizedTest
  @EnumSource
  void slopesAreTheDerivativesOfTheirMaps(Activation activation) {
    var field = new MeanField(Variant.of(activation), 1.7, 0.1);
    for (double q : new double[] {0.01, 1, 50}) {
      double h = 1e-4 * q;
      double slope = (field.qMap(q + h) - field.qMap(q - h)) / (2 * h);
      assertThat(field.qSlope(q)).as("qSlope at %s", q).isCloseTo(slope, within(1e-6));
    }
    double slope = (field.cMap(1, 0.4 + 1e-4) - field.cMap(1, 0.4 - 1e-4)) / 2e-4;
    assertThat(field.cSlope(1, 0.4)).isCloseTo(slope, within(1e-6));
  }

  /** Hermite coefficients against double integrals. */
  @ParameterizedTest
  @EnumSource
  void correlationsAreAPowerSeries(Activation activation) {
    var field = new MeanField(Variant.of(activation), 1.7, 0.1);
    for (double q : new double[] {0.01, 1, 50}) {
      var map = new CorrelationMap(field, q);
      for (double c : new double[] {-0.5, 0, 0.4, 0.7, 0.98}) {
        String where = "q = " + q + ", c = " + c;
        assertThat(map.at(c)).as(where).isCloseTo(field.cMap(q, c), within(1e-10));
        assertThat(map.slope(c)).as(where).isCloseTo(field.cSlope(q, c), within(1e-8));
      }
    }
  }

  @Test
  void whereTwoFixedPointsAttractTheLimitDependsOnTheStart() {
    var gelu = new MeanField(Variant.of(Activation.GELU), 2.5, 0);
    assertThat(FixedPoint.from(gelu, 0.1).kind()).isEqualTo(Kind.ZERO);
    assertThat(FixedPoint.from(gelu, 10).kind()).isEqualTo(Kind.INFINITE);
  }

  @Test
  void refusesVariancesThatAreNone() {
    assertThatThrownBy(() -> new MeanField(Variant.of(Activation.TANH), -1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sw2 = -1.0, sb2 = NaN: both must be finite and at least 0");
  }
}
