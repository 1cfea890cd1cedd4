package org.gradientatlas.train.nd4j.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.train.nd4j.kernel.KernelProvider;
import org.gradientatlas.train.nd4j.kernel.LayerKernels;
import org.gradientatlas.train.nd4j.kernel.LayerSums;
import org.gradientatlas.train.nd4j.kernel.PlainKernels;
import org.gradientatlas.train.nd4j.kernel.RunningMoments;
import org.gradientatlas.train.nd4j.memory.Arena;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fast statistics against the plain ones, on tensors of many blocks and an odd rest. */
class StatisticsTest {
  private static final int ROWS = 273;
  private static final int COLUMNS = 101;

  private final Arena arena = new Arena(Precision.FLOAT32);
  private final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(11);
  private final ZigguratSampler.NormalizedGaussian gaussian =
      ZigguratSampler.NormalizedGaussian.of(random);
  private final LayerKernels fast = kernels(KernelProvider.best());
  private final LayerKernels plain = kernels(KernelProvider.plain());

  private static LayerKernels kernels(KernelProvider provider) {
    Variant<Activation> tanh = Variant.of(Activation.TANH);
    Variant<Optimizer> sgd = Variant.of(Optimizer.SGD);
    return provider.kernels(Precision.FLOAT32, tanh, sgd, 0.05, new PlainKernels(tanh, sgd, 0.05));
  }

  @AfterEach
  void free() {
    arena.close();
  }

  @Test
  void measuresOfOneOrderOfMagnitudeAreThoseOfThePlainLoops() {
    measuresAgree(tensor(i -> 1e-4 * gaussian.sample()));
  }

  /** Three passes over exponents, zeros and subnormals besides. */
  @Test
  void measuresOfManyOrdersOfMagnitudeAreThoseOfThePlainLoops() {
    measuresAgree(
        tensor(
            i ->
                i % 11 == 0
                    ? 0
                    : i % 13 == 0
                        ? 1e-41 * gaussian.sample()
                        : Math.scalb(gaussian.sample(), -(i % 90))));
  }

  @Test
  void measuresOfZerosAreThoseOfThePlainLoops() {
    measuresAgree(tensor(i -> 0));
  }

  private void measuresAgree(Tensor g) {
    assertThat(fast.measure(g))
        .usingRecursiveComparison()
        .withComparatorForType(
            (a, b) -> Math.abs(a - b) <= 1e-6 * Math.max(1e-4, Math.abs(b)) ? 0 : 1, Double.class)
        .isEqualTo(plain.measure(g));
  }

  /** Squares that vanish in single precision, and squares that overflow there. */
  @Test
  void squaresAndSpreadsOfEntriesOfAllSizesAgree() {
    for (double size : new double[] {0, 1e-40, 1e-30, 1e-18, 1e-8, 1, 1e12, 1e25}) {
      squaresAgree(tensor(i -> size * gaussian.sample()));
      squaresAgree(tensor(i -> i < COLUMNS ? 0 : size * gaussian.sample()));
      squaresAgree(tensor(i -> (i < COLUMNS ? size : 1e-30) * gaussian.sample()));
    }
  }

  private void squaresAgree(Tensor tensor) {
    var spread = new RunningMoments();
    var expected = new RunningMoments();
    fast.spread(tensor, ROWS, spread);
    plain.spread(tensor, ROWS, expected);
    // Distances are taken from the first entry.
    double farthest = expected.sd() + Math.abs(expected.mean() - tensor.get(0));
    close(spread.mean(), expected.mean(), farthest);
    close(square(spread.sd()), square(expected.sd()), square(farthest));
    close(fast.squares(tensor, ROWS), plain.squares(tensor, ROWS), 0);
  }

  /** Sizes that vanish, that saturate and whose squares overflow; more rows than lanes can hold. */
  @Test
  void momentsOfRecordedActivationsOfAllSizesAgree() {
    for (double size : new double[] {0, 1e-30, 1e-8, 1e-3, 1, 5, 40}) {
      activationsAgree(tensor(i -> size * gaussian.sample()), 150);
      activationsAgree(tensor(i -> size * gaussian.sample()), 1);
    }
    activationsAgree(tensor(i -> gaussian.sample()), ROWS);
    Tensor overflowing = tensor(i -> (i < COLUMNS ? 1 : 1e30) * gaussian.sample());
    assertThat(fast.activate(overflowing, null, overflowing, 150, new LayerSums.Forward())).isNaN();
  }

  private void activationsAgree(Tensor z, int rows) {
    Tensor bias = arena.take(1, COLUMNS);
    for (int column = 0; column < COLUMNS; column++) {
      bias.set(column, z.get(column) / 4);
    }
    Tensor plainZ = arena.take(ROWS, COLUMNS);
    for (int i = 0; i < z.size(); i++) {
      plainZ.set(i, z.get(i));
    }
    var sums = new LayerSums.Forward();
    var expected = new LayerSums.Forward();
    double greatest = fast.activate(z, bias, z, rows, sums);
    close(greatest, plain.activate(plainZ, bias, plainZ, rows, expected), 0);
    spreadsAgree(sums.preactivations, expected.preactivations);
    spreadsAgree(sums.activations, expected.activations);
    assertThat(sums.saturated).isEqualTo(expected.saturated);
    assertThat(sums.deadUnits).isEqualTo(expected.deadUnits);
    for (int i = 0; i < rows * COLUMNS; i++) {
      close(z.get(i), plainZ.get(i), 0);
    }
  }

  private static void spreadsAgree(RunningMoments actual, RunningMoments expected) {
    double size = Math.abs(expected.mean()) + 4 * expected.sd();
    close(actual.mean(), expected.mean(), size);
    close(actual.sd(), expected.sd(), size);
    close(actual.l2(), expected.l2(), 0);
  }

  private static double square(double x) {
    return x * x;
  }

  private static void close(double actual, double expected, double size) {
    double slack = 4e-6 * Math.max(size, Math.abs(expected));
    assertThat(actual).isBetween(expected - slack, expected + slack);
  }

  private Tensor tensor(IntToDoubleFunction entry) {
    Tensor tensor = arena.take(ROWS, COLUMNS);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, entry.applyAsDouble(i));
    }
    return tensor;
  }
}
