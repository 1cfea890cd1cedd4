package org.gradientatlas.axis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Optimizers against their papers' recursions, on the gradient of (w - 3)^4 / 4. */
class OptimizerLawTest {
  private static final double LR = 0.01;
  private static final int STEPS = 60;

  static Stream<Variant<Optimizer>> all() {
    return Samples.of(Optimizer.class);
  }

  private static double gradient(double w) {
    return (w - 3) * (w - 3) * (w - 3);
  }

  private static double[] path(Variant<Optimizer> optimizer) {
    double[] path = new double[STEPS + 1];
    double[] state = new double[2 + optimizer.type().slots()];
    for (int t = 1; t <= STEPS; t++) {
      double g = gradient(path[t - 1]);
      path[t] = path[t - 1] - optimizer.type().update(g, LR, t, state, 2, optimizer.array());
    }
    assertThat(state).startsWith(0, 0); // Its state begins at its own offset.
    return path;
  }

  @Test
  void sgdFollowsTheGradient() {
    double[] w = path(Variant.of(Optimizer.SGD));
    for (int t = 1; t <= STEPS; t++) {
      assertThat(w[t]).isCloseTo(w[t - 1] - LR * gradient(w[t - 1]), within(1e-14));
    }
  }

  /** Polyak's form: w(t+1) = w(t) - lr g + momentum (w(t) - w(t-1)). */
  @Test
  void momentumIsTheHeavyBall() {
    double[] w = path(Variant.of(Optimizer.MOMENTUM, 0.8));
    for (int t = 1; t <= STEPS; t++) {
      double before = t == 1 ? w[0] : w[t - 2];
      double expected = w[t - 1] - LR * gradient(w[t - 1]) + 0.8 * (w[t - 1] - before);
      assertThat(w[t]).isCloseTo(expected, within(1e-13));
    }
  }

  /** Algorithm 1 of Kingma and Ba, its epsilon divided by sqrt(1 - beta2^t) as section 2 ends. */
  @Test
  void adamCorrectsTheBiasOfItsMoments() {
    double beta1 = 0.7;
    double beta2 = 0.95;
    double epsilon = 1e-2;
    double[] path = path(Variant.of(Optimizer.ADAM, beta1, beta2, epsilon));
    double w = 0;
    double m = 0;
    double v = 0;
    double decay1 = 1;
    double decay2 = 1;
    for (int t = 1; t <= STEPS; t++) {
      double g = gradient(w);
      m += (1 - beta1) * (g - m);
      v += (1 - beta2) * (g * g - v);
      decay1 *= beta1;
      decay2 *= beta2;
      double unbiased = Math.sqrt(v / (1 - decay2));
      w -= LR * (m / (1 - decay1)) / (unbiased + epsilon / Math.sqrt(1 - decay2));
      assertThat(path[t]).isCloseTo(w, within(1e-12));
    }
  }

  @Test
  void firstStepOfAdamIsTheLearningRateWhateverTheGradient() {
    for (double g : new double[] {1e-3, 1, -1e6}) {
      double update =
          Optimizer.ADAM.update(g, LR, 1, new double[2], 0, Variant.of(Optimizer.ADAM).array());
      assertThat(update).isCloseTo(Math.signum(g) * LR, within(LR * 1e-3));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void descends(Variant<Optimizer> optimizer) {
    double[] w = path(optimizer);
    assertThat(w[1]).isPositive();
    assertThat(Math.abs(gradient(w[STEPS]))).isLessThan(Math.abs(gradient(w[0])));
  }

  @ParameterizedTest
  @MethodSource("all")
  void nothingMovesWithoutAGradient(Variant<Optimizer> optimizer) {
    double[] state = new double[optimizer.type().slots()];
    assertThat(optimizer.type().update(0, LR, 1, state, 0, optimizer.array())).isZero();
    assertThat(state).containsOnly(new double[state.length]);
  }

  @ParameterizedTest
  @MethodSource("all")
  void updatesAreProportionalToTheRate(Variant<Optimizer> optimizer) {
    double[] p = optimizer.array();
    int slots = optimizer.type().slots();
    for (int t : new int[] {1, 2, 1000}) {
      double one = optimizer.type().update(0.3, LR, t, new double[slots], 0, p);
      double two = optimizer.type().update(0.3, 2 * LR, t, new double[slots], 0, p);
      assertThat(two).isCloseTo(2 * one, within(1e-15));
      assertThat(optimizer.type().rate(2 * LR, t, p))
          .isCloseTo(2 * optimizer.type().rate(LR, t, p), within(1e-15));
    }
  }
}
