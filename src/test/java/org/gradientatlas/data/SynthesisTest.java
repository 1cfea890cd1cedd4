package org.gradientatlas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.gradientatlas.axis.Initializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SynthesisTest {
  private static UniformRandomProvider random() {
    return RandomSource.XO_SHI_RO_256_PP.create(7);
  }

  @Test
  void equalStreamsGiveEqualData() {
    var spec = new DataSpec.Spirals(3, 100, 1.5, 0.1, 0, false);
    Dataset first = Drawn.dataset(Synthesis.draw(spec, random()));
    Dataset second = Drawn.dataset(Synthesis.draw(spec, random()));
    assertThat(first.features()).isEqualTo(second.features()).isNotEqualTo(new float[200]);
    assertThat(Drawn.targets(first.targets())).isEqualTo(Drawn.targets(second.targets()));
  }

  @Test
  void classesAreBalanced() {
    var spec = new DataSpec.GaussianPrototypes(10, 4, 1003, 1, 0, false);
    int[] counts = new int[10];
    Dataset data = Drawn.dataset(Synthesis.draw(spec, random()));
    for (int i = 0; i < data.size(); i++) {
      counts[data.label(i)]++;
    }
    assertThat(counts).containsExactly(101, 101, 101, 100, 100, 100, 100, 100, 100, 100);
    assertThat(data.classification()).isTrue();
    assertThat(data.outputs()).isEqualTo(10);
  }

  /** Means of 1000 examples a class estimate the prototypes, the rest is noise of sd 0.5. */
  @Test
  void prototypesHaveUnitVarianceAndNoiseItsOwn() {
    int classes = 40;
    int width = 50;
    var spec = new DataSpec.GaussianPrototypes(classes, width, 40_000, 0.5, 0, false);
    Dataset data = Drawn.dataset(Synthesis.draw(spec, random()));
    double[] means = new double[classes * width];
    for (int i = 0; i < data.features().length; i++) {
      means[data.label(i / width) * width + i % width] += data.features()[i] / 1000.0;
    }
    double[] noise = new double[data.features().length];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = data.features()[i] - means[data.label(i / width) * width + i % width];
    }
    // Five standard errors of a variance, sqrt(2/n); the mean of 1000 takes 1/1000 of the noise.
    assertThat(StatUtils.variance(means)).isCloseTo(1, within(5 * Math.sqrt(2.0 / means.length)));
    assertThat(StatUtils.mean(means)).isCloseTo(0, within(5 / Math.sqrt(means.length)));
    assertThat(StatUtils.variance(noise)).isCloseTo(0.25 * 0.999, within(0.25 * 5 * 0.001));
  }

  @Test
  void spiralArmsTurnWithTheRadius() {
    var spec = new DataSpec.Spirals(3, 3000, 2, 0, 0, false);
    Dataset data = Drawn.dataset(Synthesis.draw(spec, random()));
    double[] radii = new double[data.size()];
    for (int i = 0; i < data.size(); i++) {
      double x = data.features()[2 * i];
      double y = data.features()[2 * i + 1];
      radii[i] = Math.hypot(x, y);
      double turn = 2 * radii[i] + data.label(i) / 3.0;
      // The point lies where its turn says, whatever the branch of the angle.
      assertThat(x).isCloseTo(radii[i] * Math.cos(2 * Math.PI * turn), within(1e-5));
      assertThat(y).isCloseTo(radii[i] * Math.sin(2 * Math.PI * turn), within(1e-5));
    }
    assertThat(StatUtils.max(radii)).isLessThanOrEqualTo(1.0000001).isGreaterThan(0.99);
    assertThat(StatUtils.mean(radii)).isCloseTo(0.5, within(0.03));
  }

  @Test
  void spiralNoiseHasItsStandardDeviation() {
    Dataset clean =
        Drawn.dataset(Synthesis.draw(new DataSpec.Spirals(2, 20_000, 1, 0, 0, false), random()));
    Dataset noisy =
        Drawn.dataset(Synthesis.draw(new DataSpec.Spirals(2, 20_000, 1, 0.2, 0, false), random()));
    double[] noise = new double[clean.features().length];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = noisy.features()[i] - clean.features()[i];
    }
    assertThat(StatUtils.variance(noise)).isCloseTo(0.04, within(0.04 * 5 * Math.sqrt(2 / 4e4)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16, 64})
  void inputsOfALinearTeacherAreWhiteAndItsMapHasItsStrengths(int n) {
    Dataset data = Drawn.dataset(Synthesis.draw(new LinearTeacherSpec(n, 3, 0.5), random()));
    RealMatrix x = rows(doubles(data.features()), n);
    RealMatrix y = rows(Drawn.targets(data.targets()), n);
    RealMatrix identity = MatrixUtils.createRealIdentityMatrix(n);
    assertThat(data.size()).isEqualTo(n);
    assertThat(data.classification()).isFalse();
    assertThat(x.transpose().multiply(x).scalarMultiply(1.0 / n)).isEqualTo(identity);
    // Rows y = S x of all x: Y = X S with S symmetric, and X^-1 = X^T / n.
    RealMatrix map = x.transpose().multiply(y).scalarMultiply(1.0 / n);
    assertThat(map.subtract(map.transpose()).getNorm()).isLessThan(1e-12);
    double[] strengths = new EigenDecomposition(map).getRealEigenvalues();
    Arrays.sort(strengths);
    assertThat(strengths[n - 1]).isCloseTo(3, within(1e-12));
    for (int k = 1; k < n; k++) {
      assertThat(strengths[k] - strengths[k - 1]).isCloseTo(2.5 / (n - 1), within(1e-12));
    }
    if (n > 2) {
      assertThat(Math.abs(map.getEntry(0, 1))).as("its modes are no units").isGreaterThan(1e-3);
    }
  }

  private static RealMatrix rows(double[] rowMajor, int width) {
    var matrix = new Array2DRowRealMatrix(rowMajor.length / width, width);
    for (int i = 0; i < rowMajor.length; i++) {
      matrix.setEntry(i / width, i % width, rowMajor[i]);
    }
    return matrix;
  }

  @Test
  void linearTeacherIsAMatrixProduct() {
    var spec = new TeacherSpec(5, 2, 50, 0, 99, false, 0, false);
    Dataset data = Drawn.dataset(Synthesis.draw(spec, random()));
    double[] w = new double[10];
    Initializer.LECUN_NORMAL.fill(random(), 5, 2, new double[0], w);
    assertThat(data.classification()).isFalse();
    for (int i = 0; i < 50; i++) {
      for (int out = 0; out < 2; out++) {
        double sum = 0;
        for (int in = 0; in < 5; in++) {
          sum += data.features()[i * 5 + in] * w[in * 2 + out];
        }
        assertThat(Drawn.targets(data.targets())[i * 2 + out]).isCloseTo(sum, within(1e-12));
      }
    }
  }

  /** Two hidden tanh layers of 4 and 3 inputs, written out unit by unit. */
  @Test
  void deepTeacherIsAForwardPassAndItsClassesTheLargestOutput() {
    var regression = new TeacherSpec(3, 3, 60, 2, 4, false, 0, false);
    var classes = new TeacherSpec(3, 3, 60, 2, 4, true, 0, false);
    Dataset values = Drawn.dataset(Synthesis.draw(regression, random()));
    Dataset labelled = Drawn.dataset(Synthesis.draw(classes, random()));
    UniformRandomProvider stream = random();
    double[] first = weights(stream, 3, 4);
    double[] second = weights(stream, 4, 4);
    double[] last = weights(stream, 4, 3);
    for (int example = 0; example < 60; example++) {
      double[] hidden = new double[4];
      for (int unit = 0; unit < 4; unit++) {
        double z = 0;
        for (int in = 0; in < 3; in++) {
          z += first[in * 4 + unit] * values.features()[example * 3 + in];
        }
        hidden[unit] = Math.tanh(z);
      }
      double[] deeper = new double[4];
      for (int unit = 0; unit < 4; unit++) {
        deeper[unit] =
            Math.tanh(
                hidden[0] * second[unit]
                    + hidden[1] * second[4 + unit]
                    + hidden[2] * second[8 + unit]
                    + hidden[3] * second[12 + unit]);
      }
      int best = 0;
      for (int out = 0; out < 3; out++) {
        double y = 0;
        for (int unit = 0; unit < 4; unit++) {
          y += deeper[unit] * last[unit * 3 + out];
        }
        assertThat(Drawn.targets(values.targets())[example * 3 + out]).isCloseTo(y, within(1e-12));
        best = y > Drawn.targets(values.targets())[example * 3 + best] ? out : best;
      }
      assertThat(labelled.label(example)).isEqualTo(best);
    }
    assertThat(labelled.classification()).isTrue();
    assertThat(labelled.features()).isEqualTo(values.features());
    assertThat(StatUtils.variance(doubles(values.features()))).isCloseTo(1, within(0.6));
  }

  private static double[] weights(UniformRandomProvider stream, int fanIn, int fanOut) {
    double[] w = new double[fanIn * fanOut];
    Initializer.LECUN_NORMAL.fill(stream, fanIn, fanOut, new double[0], w);
    return w;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
