package org.gradientatlas.train.nd4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler.NormalizedGaussian;
import org.apache.commons.rng.simple.RandomSource;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.train.nd4j.memory.Arena;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The fast loops of normalized and of skipped layers against the plain ones, on shapes that fill no
 * vector, one, and some and a rest.
 */
class NormalizationKernelsTest {
  private static final int EXPONENT = 70;

  private final Arena arena = new Arena(Precision.FLOAT32);
  private final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(12);
  private final LayerKernels fast = kernels(KernelProvider.best());
  private final LayerKernels plain = kernels(KernelProvider.plain());

  @AfterEach
  void free() {
    arena.close();
  }

  private static LayerKernels kernels(KernelProvider provider) {
    Variant<Activation> a = Variant.of(Activation.TANH);
    Variant<Optimizer> o = Variant.of(Optimizer.SGD);
    return provider.kernels(Precision.FLOAT32, a, o, 0.1, new PlainKernels(a, o, 0.1));
  }

  /** A capacity of some rows more than are used, as by the last batch of an epoch. */
  @ParameterizedTest
  @CsvSource({
    "true, 2, 3",
    "false, 2, 3",
    "true, 7, 37",
    "false, 7, 37",
    "true, 64, 64",
    "false, 64, 64"
  })
  void normalizationAgreesWithThePlainLoops(boolean byRow, int rows, int columns) {
    for (double mean : new double[] {0, 5, 3000}) {
      for (int exponent : new int[] {0, EXPONENT}) {
        normalizationAgrees(byRow, rows, columns, mean, exponent);
      }
    }
  }

  private void normalizationAgrees(
      boolean byRow, int rows, int columns, double mean, int exponent) {
    NormalizationKernels groups = fast.groups(byRow, rows + 3, columns);
    NormalizationKernels plainGroups = plain.groups(byRow, rows + 3, columns);
    Tensor u = normal(rows + 3, columns, mean);
    u.exponent(exponent);
    Tensor plainU = copy(u);
    Tensor gain = normal(1, columns, 1);
    Tensor delta = normal(rows + 3, columns, 1);
    Tensor x = arena.take(rows + 3, columns);
    Tensor plainX = arena.take(rows + 3, columns);
    Tensor below = arena.take(rows + 3, columns);
    Tensor plainBelow = arena.take(rows + 3, columns);
    var moments = new GroupStatistics(byRow ? rows + 3 : columns);
    var plainMoments = new GroupStatistics(byRow ? rows + 3 : columns);
    double[] gainGradient = new double[columns];
    double[] plainGainGradient = new double[columns];

    groups.measure(u, rows, moments);
    plainGroups.measure(plainU, rows, plainMoments);
    assertClose(moments.mean, plainMoments.mean, 1e-12);
    assertClose(moments.variance, plainMoments.variance, 1e-9);

    // Of the stored numbers' deviations, so that x is about 1 with every exponent.
    for (int k = 0; k < moments.mean.length; k++) {
      moments.inverse[k] = Math.scalb(1 / (1.0 + k % 5), exponent);
      plainMoments.inverse[k] = moments.inverse[k];
    }
    groups.normalize(u, rows, moments, gain, x);
    plainGroups.normalize(plainU, rows, plainMoments, gain, plainX);
    assertClose(x, plainX, 1e-6);
    assertClose(u, plainU, 2e-6);

    groups.average(delta, rows, moments, gain, x, gainGradient);
    plainGroups.average(delta, rows, plainMoments, gain, plainX, plainGainGradient);
    assertClose(gainGradient, plainGainGradient, 2e-6);
    assertClose(moments.sensitivity, plainMoments.sensitivity, 1e-12);
    assertClose(moments.product, plainMoments.product, 2e-6);

    for (int k = 0; k < moments.mean.length; k++) {
      moments.inverse[k] = 1.0 + k % 5;
      plainMoments.inverse[k] = moments.inverse[k];
    }
    double greatest = groups.differentiate(delta, rows, moments, gain, x, below);
    double plainGreatest =
        plainGroups.differentiate(delta, rows, plainMoments, gain, plainX, plainBelow);
    assertClose(below, plainBelow, 2e-5);
    assertThat(greatest).isBetween(plainGreatest * (1 - 1e-5), plainGreatest * (1 + 1e-5));
  }

  /** To the rounding of sums in double precision, whatever the mean. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void equalNumbersHaveNoVariance(boolean byRow) {
    Tensor u = arena.take(7, 37);
    for (int i = 0; i < u.size(); i++) {
      u.set(i, 0.1f + (byRow ? i / 37 : i % 37));
    }
    Tensor gain = normal(1, 37, 1);
    Tensor x = arena.take(7, 37);
    var moments = new GroupStatistics(byRow ? 7 : 37);
    NormalizationKernels groups = fast.groups(byRow, 7, 37);
    groups.measure(u, 7, moments);
    assertClose(moments.variance, new double[moments.variance.length], 1e-25);
    Arrays.fill(moments.inverse, 316);
    groups.normalize(u, 7, moments, gain, x);
    for (int i = 0; i < x.size(); i++) {
      assertThat(x.get(i)).isCloseTo(0, within(1e-11));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aNanSumIsNotHidden(boolean byRow) {
    for (int at : new int[] {0, 3 * 37 + 5, 7 * 37 - 1}) {
      Tensor delta = normal(7, 37, 0);
      delta.set(at, Double.NaN);
      Tensor gain = normal(1, 37, 1);
      Tensor x = normal(7, 37, 0);
      var moments = new GroupStatistics(byRow ? 7 : 37);
      NormalizationKernels groups = fast.groups(byRow, 7, 37);
      groups.measure(delta, 7, moments);
      assertThat(moments.variance[byRow ? at / 37 : at % 37]).isNaN();
      groups.average(delta, 7, moments, gain, x, new double[37]);
      Tensor below = arena.take(7, 37);
      assertThat(groups.differentiate(delta, 7, moments, gain, x, below)).isNaN();
      assertThat(fast.fork(delta, 1, below, 7)).isNaN();
      assertThat(fast.add(delta, 1, x, below, 7)).isNaN();
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 3", "7, 37", "64, 64"})
  void skipsAgreeWithThePlainLoops(int rows, int columns) {
    Tensor input = normal(rows, columns, 0);
    input.exponent(2);
    Tensor a = normal(rows, columns, 0);
    Tensor sum = arena.take(rows, columns);
    Tensor plainSum = arena.take(rows, columns);
    assertThat(fast.add(input, 0.3, a, sum, rows))
        .isCloseTo(plain.add(input, 0.3, a, plainSum, rows), within(2e-6));
    assertClose(sum, plainSum, 1e-6);
    assertThat(sum.get(1)).isCloseTo(input.get(1) / 4 + 0.3 * a.get(1), within(1e-6));

    double product = plain.product(input, a, rows);
    assertThat(fast.product(input, a, rows)).isCloseTo(product, within(1e-9));

    var spread = new RunningMoments();
    var plainSpread = new RunningMoments();
    fast.spread(a, rows, spread);
    plain.spread(a, rows, plainSpread);
    assertThat(spread.mean()).isCloseTo(plainSpread.mean(), within(1e-6));
    assertThat(spread.sd()).isCloseTo(plainSpread.sd(), within(1e-6));

    Tensor delta = normal(rows, columns, 0);
    Tensor plainDelta = copy(delta);
    Tensor copy = arena.take(rows, columns);
    Tensor plainCopy = arena.take(rows, columns);
    assertThat(fast.fork(delta, 0.3, copy, rows))
        .isEqualTo(plain.fork(plainDelta, 0.3, plainCopy, rows));
    assertClose(copy, plainCopy, 0);
    assertClose(delta, plainDelta, 1e-6);
  }

  private Tensor normal(int rows, int columns, double mean) {
    var gaussian = NormalizedGaussian.of(random);
    Tensor tensor = arena.take(rows, columns);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, mean + gaussian.sample());
    }
    return tensor;
  }

  private Tensor copy(Tensor tensor) {
    Tensor copy = arena.take(tensor.rows(), tensor.columns());
    copy.exponent(tensor.exponent());
    for (int i = 0; i < tensor.size(); i++) {
      copy.set(i, tensor.get(i));
    }
    return copy;
  }

  private static void assertClose(Tensor actual, Tensor expected, double slack) {
    for (int i = 0; i < expected.size(); i++) {
      double room = slack * Math.max(Math.abs(expected.get(i)), 1);
      assertThat(actual.get(i)).as("%d", i).isCloseTo(expected.get(i), within(room));
    }
  }

  private static void assertClose(double[] actual, double[] expected, double slack) {
    for (int i = 0; i < expected.length; i++) {
      double room = slack * Math.max(Math.abs(expected[i]), 1);
      assertThat(actual[i]).as("%d", i).isCloseTo(expected[i], within(room));
    }
  }
}
