package org.gradientatlas.axis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
    double greatest =
        DoubleStream.concat(
                DoubleStream.iterate(-40, z -> z <= 40, z -> z + 1e-3),
                // A slope may tend to its supremum as slowly as a power of z.
                IntStream.rangeClosed(2, 30)
                    .mapToDouble(k -> Math.pow(10, k))
                    .flatMap(z -> DoubleStream.of(z, -z)))
            .map(z -> Math.abs(activation.type().derivative(z, p)))
            .max()
            .orElseThrow();
    assertThat(greatest)
        .as(
            "steepest of %s is %s, but the greatest |phi'(z)| found is this: give that as steepest",
            activation, steepest)
        .isBetween(steepest * (1 - 1e-6), steepest * (1 + 1e-15));
  }

  /**
   * Second differences over a few neighbouring numbers are rounding alone; where a formula
   * subtracts what is nearly equal, that rounding is far more than the last digits of what is left.
   */
  @ParameterizedTest
  @MethodSource("all")
  void formulasLoseNoDigits(Variant<Activation> activation) {
    double[] p = activation.array();
    for (ActivationReference point : ActivationReference.of(activation.type())) {
      if (distanceToKink(activation.type(), point.z()) > 1e-6) {
        assertThat(isSmooth(z -> activation.type().value(z, p), point.z()))
            .as(
                "phi of %s loses digits near z = %s: write it so that nothing nearly equal is"
                    + " subtracted there",
                activation, point.z())
            .isTrue();
        assertThat(isSmooth(z -> activation.type().derivative(z, p), point.z()))
            .as(
                "phi' of %s loses digits near z = %s: write it so that nothing nearly equal is"
                    + " subtracted there",
                activation, point.z())
            .isTrue();
      }
    }
  }

  private static boolean isSmooth(DoubleUnaryOperator f, double z) {
    double at = f.applyAsDouble(z);
    return IntStream.rangeClosed(1, 16)
        .mapToDouble(ulps -> ulps * Math.ulp(z))
        .allMatch(
            h ->
                Math.abs(f.applyAsDouble(z + h) - at - (at - f.applyAsDouble(z - h)))
                    <= 1e-12 * Math.abs(at) + Double.MIN_NORMAL);
  }

  /** Studies, docs and theory take an activation by its name alone. */
  @ParameterizedTest
  @EnumSource
  void everyParameterHasADefault(Activation activation) {
    assertThat(Variant.required(activation))
        .as("give every parameter of %s a default: Parameter.positive(..).or(..)", activation)
        .isZero();
  }
}
