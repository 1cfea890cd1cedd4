package org.gradientatlas.axis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every activation. */
class ActivationLawTest {
  private static final double STEP = 1e-5;

  static Stream<Variant<Activation>> all() {
    return Samples.of(Activation.class);
  }

  /** The error of a central difference is about h^2 phi'''/6 + ulp(phi)/h, some 1e-10 here. */
  @ParameterizedTest
  @MethodSource("all")
  void derivativeIsTheSlope(Variant<Activation> activation) {
    double[] p = activation.array();
    for (double z = -12.003; z < 12; z += 0.01) {
      if (distanceToKink(activation.type(), z) > 2 * STEP) {
        double rise = activation.type().value(z + STEP, p) - activation.type().value(z - STEP, p);
        assertThat(activation.type().derivative(z, p))
            .as("z = %s", z)
            .isCloseTo(rise / ((z + STEP) - (z - STEP)), within(1e-9));
      }
    }
  }

  private static double distanceToKink(Activation activation, double z) {
    return activation.kinks().stream()
        .mapToDouble(kink -> Math.abs(z - kink))
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** Between kinks neighbours have neighbouring slopes: a jump without a kink would show. */
  @ParameterizedTest
  @MethodSource("all")
  void derivativeJumpsAtKinksOnly(Variant<Activation> activation) {
    double[] p = activation.array();
    double h = 1e-4;
    for (double z = -6; z < 6; z += h) {
      double jump = activation.type().derivative(z + h, p) - activation.type().derivative(z, p);
      if (distanceToKink(activation.type(), z) > 2 * h) {
        assertThat(Math.abs(jump)).as("z = %s", z).isLessThan(5 * h);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void staysFiniteFarOut(Variant<Activation> activation) {
    double[] p = activation.array();
    for (double z : new double[] {1e-300, 0, 50, 1e4, 1e10, Float.MAX_VALUE}) {
      for (double signed : new double[] {z, -z}) {
        assertThat(activation.type().value(signed, p)).as("phi(%s)", signed).isFinite();
        assertThat(activation.type().derivative(signed, p)).as("phi'(%s)", signed).isFinite();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void nanIsNotHidden(Variant<Activation> activation) {
    assertThat(activation.type().value(Double.NaN, activation.array())).isNaN();
  }

  @ParameterizedTest
  @MethodSource("all")
  void steepestIsTheGreatestSlope(Variant<Activation> activation) {
    double[] p = activation.array();
    double steepest = activation.type().steepest(p);
    double greatest = 0;
    for (double z = -40; z <= 40; z += 1e-3) {
      greatest = Math.max(greatest, Math.abs(activation.type().derivative(z, p)));
    }
    assertThat(greatest).isBetween(steepest * (1 - 1e-6), steepest * (1 + 1e-15));
  }
}
