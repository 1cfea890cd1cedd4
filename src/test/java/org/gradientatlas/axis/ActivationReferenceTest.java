package org.gradientatlas.axis;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Activations against values computed with 60 digits: right to rounding, tails included. */
class ActivationReferenceTest {
  /** Rounding, and numbers that are subnormal on the way. */
  private static double error(double expected) {
    return 1e-12 * Math.abs(expected) + Double.MIN_NORMAL;
  }

  /** An activation without reference values has the laws alone. */
  static Set<Activation> published() {
    return ActivationReference.published().stream()
        .map(point -> point.activation().type())
        .collect(toCollection(() -> EnumSet.noneOf(Activation.class)));
  }

  @Test
  void referenceValuesAreNotLost() {
    assertThat(published()).hasSizeGreaterThanOrEqualTo(15);
  }

  @ParameterizedTest
  @MethodSource("published")
  void valueAndDerivativeAgreeWithReferenceValues(Activation activation) {
    assertThat(ActivationReference.of(activation))
        .hasSizeGreaterThan(50)
        .allSatisfy(
            point -> {
              double[] p = point.activation().array();
              assertThat(activation.value(point.z(), p))
                  .isCloseTo(point.value(), within(error(point.value())));
              assertThat(activation.derivative(point.z(), p))
                  .isCloseTo(point.slope(), within(error(point.slope())));
            });
  }
}
