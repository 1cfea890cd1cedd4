package org.gradientatlas.axis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LossLawTest {
  private static final double[][] Z = {{0.3, -1.2, 2.5}, {0, 0, 0}, {-7, 5, 4.9}};
  private static final double[] TARGET = {0, 0.25, 0.75};

  @ParameterizedTest
  @EnumSource
  void deltaIsTheSlopeOfTheLoss(Loss loss) {
    double h = 1e-5;
    for (double[] z : Z) {
      double[] delta = new double[3];
      loss.loss(z, TARGET, delta);
      for (int i = 0; i < 3; i++) {
        double[] up = z.clone();
        double[] down = z.clone();
        up[i] += h;
        down[i] -= h;
        double rise = loss.loss(up, TARGET, new double[3]) - loss.loss(down, TARGET, new double[3]);
        assertThat(delta[i]).isCloseTo(rise / (2 * h), within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void lossIsFiniteForLargePreActivations(Loss loss) {
    for (double size : new double[] {1e4, -1e4}) {
      double[] delta = new double[2];
      assertThat(loss.loss(new double[] {size, 0}, new double[] {0, 1}, delta)).isFinite();
      assertThat(delta[0]).isFinite();
      assertThat(delta[1]).isFinite();
    }
  }

  @ParameterizedTest
  @EnumSource
  void nanIsNotHidden(Loss loss) {
    double[] z = {Double.NaN, 0};
    assertThat(loss.loss(z, new double[] {1, 0}, new double[2])).isNaN();
  }

  @Test
  void meanSquaredErrorIsOverTheOutputs() {
    double[] delta = new double[2];
    assertThat(Loss.MSE.loss(new double[] {3, 1}, new double[] {1, 1}, delta)).isEqualTo(2);
    assertThat(delta).containsExactly(2, 0);
  }

  @Test
  void crossEntropyOfEqualPreActivationsIsTheLogarithmOfTheClasses() {
    double[] delta = new double[4];
    double[] z = {1e4, 1e4, 1e4, 1e4};
    double loss = Loss.SOFTMAX_CROSS_ENTROPY.loss(z, new double[] {0, 1, 0, 0}, delta);
    assertThat(loss).isCloseTo(Math.log(4), within(1e-11));
    assertThat(delta).containsExactly(new double[] {0.25, -0.75, 0.25, 0.25}, within(1e-11));
  }

  @Test
  void crossEntropyOfAWrongSureAnswerIsTheGap() {
    double[] delta = new double[2];
    double[] z = {1e4, -1e4};
    assertThat(Loss.SOFTMAX_CROSS_ENTROPY.loss(z, new double[] {0, 1}, delta)).isEqualTo(2e4);
    assertThat(delta).containsExactly(1, -1);
    assertThat(Loss.SOFTMAX_CROSS_ENTROPY.loss(z, new double[] {1, 0}, delta)).isZero();
  }
}
