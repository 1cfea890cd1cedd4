package org.gradientatlas.train.nd4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.train.nd4j.memory.Arena;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The softmax on vectors against the plain one. */
class SoftmaxKernelsTest {
  private final Arena floats = new Arena(Precision.FLOAT32);
  private final Arena doubles = new Arena(Precision.FLOAT64);
  private final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(5);

  @AfterEach
  void free() {
    floats.close();
    doubles.close();
  }

  private static SoftmaxKernels fast(int columns, boolean causal) {
    Variant<Activation> identity = Variant.of(Activation.IDENTITY);
    Variant<Optimizer> sgd = Variant.of(Optimizer.SGD);
    return KernelProvider.best()
        .kernels(Precision.FLOAT32, identity, sgd, 1, new PlainKernels(identity, sgd, 1))
        .softmax(columns, causal);
  }

  /** Copies numbers into the first columns of a matrix whose others hold something else. */
  private static Tensor tensor(Arena arena, int rows, int columns, int held, double[] numbers) {
    Tensor tensor = arena.take(rows, held);
    for (int i = 0; i < tensor.size(); i++) {
      int column = i % held;
      tensor.set(i, column < columns ? numbers[i / held * columns + column] : 77);
    }
    return tensor;
  }

  private double[] numbers(int count, IntToDoubleFunction number) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) number.applyAsDouble(i);
    }
    return numbers;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 8, 16, 17, 31, 64, 100})
  void weightsAndSlopesAreThoseOfThePlainLoops(int columns) {
    for (boolean causal : new boolean[] {false, true}) {
      for (double spread : new double[] {0, 1, 200, 1e30}) {
        int rows = 3 * columns;
        double[] scores = numbers(rows * columns, i -> spread * (random.nextDouble() - 0.5));
        double[] deltas = numbers(columns * columns, i -> random.nextDouble() - 0.5);
        var plain = new PlainSoftmax(columns, causal);
        SoftmaxKernels fast = fast(columns, causal);
        Tensor expected = tensor(doubles, rows, columns, columns, scores);
        Tensor actual = tensor(floats, rows, columns, fast.columns(), scores);
        plain.weigh(expected, columns, 2 * columns);
        fast.weigh(actual, columns, 2 * columns);
        agree(expected, actual, columns, columns, 3e-6);
        assertThat(actual.get(0)).isEqualTo(scores[0]);
        Tensor expectedSlopes = tensor(doubles, columns, columns, columns, deltas);
        Tensor actualSlopes = tensor(floats, columns, columns, fast.columns(), deltas);
        plain.differentiate(expected, columns, columns, expectedSlopes);
        fast.differentiate(actual, columns, columns, actualSlopes);
        agree(expectedSlopes, actualSlopes, 0, columns, 3e-6);
      }
    }
  }

  private static void agree(Tensor expected, Tensor actual, int from, int columns, double limit) {
    for (int i = from * actual.columns(); i < actual.size(); i++) {
      int column = i % actual.columns();
      double value = column < columns ? expected.get(i / actual.columns() * columns + column) : 0;
      assertThat(actual.get(i)).isCloseTo(value, within(limit));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 16, 37})
  void aNumberThatIsNoneSpoilsItsRowAlone(int columns) {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      SoftmaxKernels fast = fast(columns, false);
      double[] scores = numbers(2 * columns, i -> i == columns + 1 ? bad : 0.5);
      Tensor actual = tensor(floats, 2, columns, fast.columns(), scores);
      fast.weigh(actual, 0, 2);
      for (int i = 0; i < columns; i++) {
        assertThat(actual.get(i)).isCloseTo(1.0 / columns, within(1e-6));
        assertThat(actual.get(fast.columns() + i)).isNaN();
      }
    }
  }
}
