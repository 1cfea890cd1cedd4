package org.gradientatlas.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Percentage;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianTest {
  private static final Percentage WITHIN_1E_10 = Percentage.withPercentage(1e-8);

  /** E phi^2 and E phi'^2 by tanh-sinh quadrature with 30 digits. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          SIGMOID,  1e-2, 0.250621896935814,  0.0621902041783778
          SIGMOID,  1e2,  0.460740439890636,  0.00660664550353415
          SIGMOID,  1e6,  0.49960105837583,   6.64903371850439e-5
          TANH,     1,    0.394294490397841,  0.464402902448268
          TANH,     1e2,  0.920536863430517,  0.0531067877481158
          TANH,     1e6,  0.999202115767314,  0.000531922954771446
          GELU,     1e-2, 0.0025469634945775, 0.256241318828877
          GELU,     1e2,  49.9814827300228,   0.505399864183417
          GELU,     1e6,  499999.999812434,   0.500056269539992
          MISH,     1e2,  49.9845356596362,   0.50712462803625
          SOFTSIGN, 1e6,  0.989679213536827,  0.000265961387617548
          HARDTANH, 1,    0.516058550961713,  0.682689492137086
          HARDTANH, 1e6,  0.999468077012657,  0.000797884427822125
          SELU,     1e-2, 0.0187558881232413, 1.87872931126288
          SELU,     1e6,  551987.826021895,   0.552602830259428
          """)
  void agreesWithReferenceIntegrals(
      Activation activation, double q, double square, double squareSlope) {
    var phi = new Phi(Variant.of(activation));
    assertThat(phi.meanSquare(q)).isCloseTo(square, WITHIN_1E_10);
    assertThat(phi.meanSquareSlope(q)).isCloseTo(squareSlope, WITHIN_1E_10);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 1e-6, 1e-2, 0.3, 1, 7, 1e2, 1e4, 1e6})
  void agreesWithTheExactIntegralsOfErfAndRelu(double q) {
    var erf = new Phi(Variant.of(Activation.ERF));
    assertThat(erf.meanSquare(q))
        .isCloseTo(2 / Math.PI * Math.asin(2 * q / (1 + 2 * q)), WITHIN_1E_10);
    assertThat(erf.meanSquareSlope(q)).isCloseTo(4 / Math.PI / Math.sqrt(1 + 4 * q), WITHIN_1E_10);
    var relu = new Phi(Variant.of(Activation.RELU));
    assertThat(relu.meanSquare(q)).isCloseTo(q / 2, WITHIN_1E_10);
    assertThat(relu.meanSquareSlope(q)).isCloseTo(0.5, WITHIN_1E_10);
  }

  /** Panels elsewhere and finer change nothing: every activation is resolved, at every scale. */
  @ParameterizedTest
  @EnumSource
  void refinementChangesNothing(Activation activation) {
    var phi = new Phi(Variant.of(activation));
    for (double q = 1e-12; q < 1e7; q *= 10) {
      assertRefined(u -> phi.value(u) * phi.value(u), phi.kinks(), 0, Math.sqrt(q));
      assertRefined(u -> phi.slope(u) * phi.slope(u), phi.kinks(), 0, Math.sqrt(q));
      assertRefined(phi::value, phi.kinks(), 3, Math.sqrt(q));
    }
  }

  private static void assertRefined(
      DoubleUnaryOperator f, List<Double> kinks, double mean, double sd) {
    var cuts = new ArrayList<>(kinks);
    cuts.addAll(List.of(0.11, -0.23, 1.3, -1.7, mean - 0.37 * sd, mean + 0.71 * sd));
    double refined = Gaussian.mean(f, mean, sd, cuts, Gaussian.SCALE / 7);
    double error = 1e-11 * Gaussian.mean(u -> Math.abs(f.applyAsDouble(u)), mean, sd, cuts);
    assertThat(Gaussian.mean(f, mean, sd, kinks)).isCloseTo(refined, within(error));
  }
}
