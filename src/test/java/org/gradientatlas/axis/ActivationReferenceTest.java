package org.gradientatlas.axis;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Activations against values computed with 60 digits. */
class ActivationReferenceTest {
  private static final Percentage TO_ROUNDING = Percentage.withPercentage(1e-12);

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          SIGMOID,   -30,  9.357622968839299e-14,  9.357622968838423e-14
          SIGMOID,   0.7,  0.668187772168166,      0.22171287329310904
          TANH,      -30, -1,                      3.502604305078608e-26
          TANH,      0.7,  0.6043677771171635,     0.6347395899824586
          ELU,       -5,  -0.9932620530009145,     0.006737946999085467
          ELU,       0.7,  0.7,                    1
          SELU,      -5,  -1.74625336066962,       0.01184598017775672
          SELU,      0.7,  0.7354906911488363,     1.0507009873554805
          GELU,      -10, -7.619853024160526e-23, -7.618400096464814e-22
          GELU,      -5,  -1.4332578593959695e-6, -7.146946001792295e-6
          GELU,      0.7,  0.5306254434438489,     0.9766141011336599
          GELU_TANH, -5,  -2.291796196629506e-7,  -1.5463619875325946e-6
          GELU_TANH, 0.7,  0.5305701347051167,     0.9763572186561039
          SWISH,     -30, -2.8072868906517896e-12, -2.713710660963134e-12
          SWISH,     0.7,  0.46773144051771626,    0.8233867834733424
          MISH,      -30, -2.807286890651921e-12, -2.713710660963392e-12
          MISH,      -0.7, -0.267870234795501,     0.18441607325678191
          MISH,      5,    4.999552077529406,      1.0008002248320826
          SOFTPLUS,  -30,  9.357622968839737e-14,  9.357622968839299e-14
          SOFTPLUS,  0.7,  1.103186048885458,      0.668187772168166
          SOFTSIGN,  -5,  -0.8333333333333334,     0.027777777777777776
          HARDTANH,  -0.7, -0.7,                   1
          HARDTANH,  5,    1,                      0
          ERF,       -0.7, -0.6778011938374184,    0.6912748604105386
          ERF,       1e-9, 1.1283791670955127e-9,  1.1283791670955126
          """)
  void valueAndDerivative(Activation activation, double z, double value, double derivative) {
    double[] p = Variant.of(activation).array();
    assertThat(activation.value(z, p)).isCloseTo(value, TO_ROUNDING);
    assertThat(activation.derivative(z, p)).isCloseTo(derivative, TO_ROUNDING);
  }
}
