package org.gradientatlas.train.nd4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.simple.RandomSource;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.ActivationReference;
import org.gradientatlas.axis.Choice;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.train.nd4j.memory.Arena;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fast loops against StrictMath and against the plain loops, which are the formulas. */
class LayerKernelsTest {
  /** Whole vectors, a few columns more, and an odd number of rows. */
  private static final int COLUMNS = 37;

  private static final int ROWS = 7;
  private static final double RATE = 0.05;

  private final Arena arena = new Arena(Precision.FLOAT32);
  private final org.apache.commons.rng.UniformRandomProvider random =
      RandomSource.XO_SHI_RO_256_PP.create(11);

  @AfterEach
  void free() {
    arena.close();
  }

  @Test
  void tanhIsRightToAFewUnitsInTheLastPlace() {
    sweep(Activation.TANH, StrictMath::tanh, 4);
  }

  @Test
  void sigmoidIsRightToAFewUnitsInTheLastPlace() {
    sweep(Activation.SIGMOID, LayerKernelsTest::sigmoid, 3);
  }

  private static double sigmoid(double z) {
    double e = StrictMath.exp(-StrictMath.abs(z));
    return (z >= 0 ? 1 : e) / (1 + e);
  }

  /** By whole vectors and by what is left of them, measured and not. */
  @ParameterizedTest
  @EnumSource
  void valuesAndSlopesAreRightFarOut(Activation activation) {
    List<ActivationReference> points = new ArrayList<>(ActivationReference.of(activation));
    int columns = points.size();
    List<ActivationReference> backwards = new ArrayList<>(points);
    Collections.reverse(backwards);
    points.addAll(backwards);
    for (KernelProvider provider : List.of(KernelProvider.best(), KernelProvider.plain())) {
      for (var sums : new LayerSums.Forward[] {null, new LayerSums.Forward()}) {
        LayerKernels kernels = kernels(provider, activation, Optimizer.SGD);
        Tensor z = arena.take(2, columns);
        for (int i = 0; i < z.size(); i++) {
          z.set(i, points.get(i).z());
        }
        Tensor a = kernels.readsPreactivations() ? arena.take(2, columns) : z;
        assertThat(kernels.activate(z, null, a, 2, sums)).isEqualTo(1e4);
        for (int i = 0; i < a.size(); i++) {
          ActivationReference point = points.get(i);
          assertThat(a.get(i)).as("%s", point).matches(point::valueIs);
        }
        Tensor delta = arena.take(2, columns);
        for (int i = 0; i < delta.size(); i++) {
          delta.set(i, 1);
        }
        kernels.differentiate(delta, kernels.readsPreactivations() ? z : a, null, 2);
        for (int i = 0; i < delta.size(); i++) {
          ActivationReference point = points.get(i);
          assertThat(delta.get(i)).as("%s", point).matches(point::slopeIs);
        }
      }
    }
  }

  private void sweep(Activation activation, DoubleUnaryOperator exact, double ulps) {
    List<Float> inputs = inputs(Float.POSITIVE_INFINITY);
    Tensor z = tensor(inputs);
    double greatest = fast(activation, Optimizer.SGD).activate(z, null, z, z.rows(), null);
    assertThat(greatest).isInfinite();
    for (int i = 0; i < inputs.size(); i++) {
      assertThat(z.get(i)).isBetween(-1.0, 1.0);
      near(z.get(i), exact.applyAsDouble(inputs.get(i)), ulps, activation, inputs.get(i));
    }
  }

  /** The formulas of the axis are exact in double precision: they have law tests of their own. */
  @ParameterizedTest
  @EnumSource
  void everyActivationAndItsSlopeAreRightToAFewUnitsInTheLastPlace(Activation activation) {
    List<Float> inputs = inputs(1e30f);
    for (int i = 1; i <= 20_000; i++) {
      inputs.add(i * 0.001f);
      inputs.add(i * -0.001f);
    }
    Tensor z = tensor(inputs);
    Tensor one = tensor(java.util.Collections.nCopies(z.size(), 1f));
    LayerKernels fast = fast(activation, Optimizer.SGD);
    Tensor a = fast.readsPreactivations() ? arena.take(z.rows(), z.columns()) : z;
    fast.activate(z, null, a, z.rows(), null);
    fast.differentiate(one, fast.readsPreactivations() ? z : a, null, z.rows());
    double[] p = variant(activation).array();
    for (int i = 0; i < inputs.size(); i++) {
      double value = activation.value(inputs.get(i), p);
      // Factors of what is smaller are subnormal, and have lost digits.
      if (Math.abs(value) > 1e-34 || value == 0) {
        near(a.get(i), value, 9, activation, inputs.get(i));
      }
      double slope = activation.derivative(inputs.get(i), p);
      assertThat(one.get(i))
          .as("slope of %s at %s", activation, inputs.get(i))
          .isBetween(slope - 6e-7, slope + 6e-7);
    }
  }

  /** Every exponent and 61 mantissas of either sign, zeros, infinities, up to a size. */
  private static List<Float> inputs(float greatest) {
    List<Float> inputs = new ArrayList<>(List.of(0f, -0f));
    for (int exponent = 0; exponent < 255; exponent++) {
      for (int i = 0; i < 61; i++) {
        float x = Float.intBitsToFloat((exponent << 23) | ((i * 0x9E3779B1) >>> 9));
        inputs.add(x);
        inputs.add(-x);
      }
    }
    inputs.add(Float.POSITIVE_INFINITY);
    inputs.add(Float.NEGATIVE_INFINITY);
    inputs.removeIf(x -> Math.abs(x) > greatest);
    return inputs;
  }

  /** The numbers in rows of 64, and ones up to the end of the last row. */
  private Tensor tensor(List<Float> numbers) {
    Tensor tensor = arena.take((numbers.size() + 63) / 64, 64);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, i < numbers.size() ? numbers.get(i) : 1);
    }
    return tensor;
  }

  private static void near(
      double actual, double expected, double ulps, Activation activation, float at) {
    double slack = ulps * Math.ulp((float) expected);
    assertThat(actual).as("%s of %s", activation, at).isBetween(expected - slack, expected + slack);
  }

  @ParameterizedTest
  @EnumSource
  void forwardAndBackwardAgreeWithThePlainLoops(Activation activation) {
    LayerKernels fast = fast(activation, Optimizer.SGD);
    LayerKernels plain = plain(activation, Optimizer.SGD);
    Tensor bias = normal(1, COLUMNS);
    Tensor z = normal(ROWS, COLUMNS);
    Tensor plainZ = copy(z);
    Tensor a = fast.readsPreactivations() ? arena.take(ROWS, COLUMNS) : z;
    Tensor plainA = arena.take(ROWS, COLUMNS);
    var sums = new LayerSums.Forward();
    var plainSums = new LayerSums.Forward();
    close(
        fast.activate(z, bias, a, ROWS, sums),
        plain.activate(plainZ, bias, plainA, ROWS, plainSums));
    close(a, plainA);
    close(sums.preactivations.mean(), plainSums.preactivations.mean());
    close(sums.preactivations.sd(), plainSums.preactivations.sd());
    close(sums.activations.mean(), plainSums.activations.mean());
    close(sums.activations.sd(), plainSums.activations.sd());
    assertThat(sums.saturated).isEqualTo(plainSums.saturated);
    assertThat(sums.deadUnits).isEqualTo(plainSums.deadUnits);

    Tensor delta = normal(ROWS, COLUMNS);
    Tensor plainDelta = copy(delta);
    Tensor gradient = arena.take(1, COLUMNS);
    Tensor plainGradient = arena.take(1, COLUMNS);
    close(
        fast.differentiate(delta, fast.readsPreactivations() ? z : a, gradient, ROWS),
        plain.differentiate(plainDelta, plainZ, plainGradient, ROWS));
    close(delta, plainDelta);
    close(gradient, plainGradient);
  }

  @ParameterizedTest
  @EnumSource
  void aNanActivationIsNotHidden(Activation activation) {
    Tensor z = normal(ROWS, COLUMNS);
    z.set(3 * COLUMNS + 5, Double.NaN);
    Tensor a = arena.take(ROWS, COLUMNS);
    assertThat(fast(activation, Optimizer.SGD).activate(z, null, a, ROWS, null)).isNaN();
  }

  @ParameterizedTest
  @EnumSource
  void updatesAgreeWithThePlainLoops(Optimizer optimizer) {
    for (ClipRule clip : ClipRule.values()) {
      Variant<ClipRule> rule = variant(clip);
      Tensor w = normal(ROWS, COLUMNS);
      Tensor g = normal(ROWS, COLUMNS);
      Tensor state = arena.take(2, w.size());
      Tensor measured = copy(w);
      Tensor plainW = copy(w);
      Tensor measuredState = arena.take(2, w.size());
      Tensor plainState = arena.take(2, w.size());
      var sums = new LayerSums.Update();
      var plainSums = new LayerSums.Update();
      for (int t = 1; t <= 3; t++) {
        var change = new StepUpdate();
        change.set(clip.scale(2, 3, rule.array()), clip.bound(rule.array()), t);
        sums.reset();
        plainSums.reset();
        fast(Activation.TANH, optimizer).update(w, g, state, change, null);
        fast(Activation.TANH, optimizer).update(measured, g, measuredState, change, sums);
        plain(Activation.TANH, optimizer).update(plainW, g, plainState, change, plainSums);
      }
      close(w, plainW);
      close(measured, plainW);
      close(sums.clippedSquares, plainSums.clippedSquares);
      close(sums.gradientSquares, plainSums.gradientSquares);
      close(sums.product, plainSums.product);
      close(sums.updates, plainSums.updates);
      close(sums.sizes, plainSums.sizes);
      close(sums.squares, plainSums.squares);
      assertThat(sums.changed).isEqualTo(plainSums.changed);
    }
  }

  @Test
  void columnsAreThoseOfThePlainLoops() {
    LayerKernels fast = fast(Activation.TANH, Optimizer.SGD);
    LayerKernels plain = plain(Activation.TANH, Optimizer.SGD);
    Tensor g = normal(ROWS, COLUMNS);
    Tensor plainG = copy(g);
    double[] sums = new double[COLUMNS];
    double[] plainSums = new double[COLUMNS];
    fast.columnSquares(g, sums);
    plain.columnSquares(g, plainSums);
    for (int column = 0; column < COLUMNS; column++) {
      double sum = 0;
      for (int row = 0; row < ROWS; row++) {
        sum += g.get(row * COLUMNS + column) * g.get(row * COLUMNS + column);
      }
      close(sums[column], sum);
      close(plainSums[column], sum);
    }
    double[] factors = random.doubles(COLUMNS).toArray();
    fast.scaleColumns(g, factors);
    plain.scaleColumns(plainG, factors);
    close(g, plainG);
    assertThat(g.get(COLUMNS + 1)).isNotZero();
  }

  @Test
  void gradientStatisticsAreThoseOfThePlainLoops() {
    Tensor g = normal(ROWS, COLUMNS);
    g.set(1, 0);
    g.set(2, -0.0);
    g.set(40, 1e-40);
    g.set(41, -3e-30);
    g.set(ROWS * COLUMNS - 1, 2e30);
    LayerKernels fast = fast(Activation.TANH, Optimizer.SGD);
    LayerKernels plain = plain(Activation.TANH, Optimizer.SGD);
    assertThat(fast.measure(g))
        .usingRecursiveComparison()
        .withComparatorForType(
            (a, b) -> Math.abs(a - b) <= 1e-6 * Math.abs(b) ? 0 : 1, Double.class)
        .isEqualTo(plain.measure(g));
    close(fast.squares(g, ROWS), plain.squares(g, ROWS));
  }

  @Test
  void gradientStatisticsOfManyEntriesOfAllSizesAreThoseOfThePlainLoops() {
    Tensor g = arena.take(173, 101);
    for (int i = 0; i < g.size(); i++) {
      float size = Float.intBitsToFloat(random.nextInt(0x7f800000));
      g.set(i, i % 7 == 0 ? 0 : -size);
    }
    var expected = plain(Activation.TANH, Optimizer.SGD).measure(g);
    var actual = fast(Activation.TANH, Optimizer.SGD).measure(g);
    assertThat(actual.histogram()).isEqualTo(expected.histogram());
    assertThat(actual.classes().zeroFraction()).isEqualTo(expected.classes().zeroFraction());
    assertThat(actual.classes().subnormalFraction())
        .isEqualTo(expected.classes().subnormalFraction());
    assertThat(actual.classes().nonfiniteCount()).isZero();
    assertThat(actual.values().min()).isEqualTo(expected.values().min());
    assertThat(actual.values().max()).isZero();
    assertThat(actual.values().l2() / expected.values().l2()).isBetween(1 - 1e-10, 1 + 1e-10);
  }

  @Test
  void theGreatestOfNegativeEntriesIsTheirs() {
    Tensor g = normal(ROWS, COLUMNS);
    for (int i = 0; i < g.size(); i++) {
      g.set(i, -1 - Math.abs(g.get(i)));
    }
    var expected = plain(Activation.TANH, Optimizer.SGD).measure(g);
    var actual = fast(Activation.TANH, Optimizer.SGD).measure(g);
    assertThat(actual.values().max()).isEqualTo(expected.values().max()).isNegative();
    assertThat(actual.values().min()).isEqualTo(expected.values().min());
  }

  private LayerKernels fast(Activation activation, Optimizer optimizer) {
    return kernels(KernelProvider.best(), activation, optimizer);
  }

  private static LayerKernels plain(Activation activation, Optimizer optimizer) {
    return kernels(KernelProvider.plain(), activation, optimizer);
  }

  private static LayerKernels kernels(
      KernelProvider provider, Activation activation, Optimizer optimizer) {
    Variant<Activation> a = variant(activation);
    Variant<Optimizer> o = variant(optimizer);
    return provider.kernels(Precision.FLOAT32, a, o, RATE, new PlainKernels(a, o, RATE));
  }

  private static <T extends Enum<T> & Choice> Variant<T> variant(T type) {
    return Variant.of(
        type,
        type.parameters().stream()
            .mapToDouble(p -> p.fallback() == null ? 0.5 : p.fallback())
            .toArray());
  }

  private Tensor normal(int rows, int columns) {
    var gaussian =
        org.apache.commons.rng.sampling.distribution.ZigguratSampler.NormalizedGaussian.of(random);
    Tensor tensor = arena.take(rows, columns);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, 2 * gaussian.sample());
    }
    return tensor;
  }

  private Tensor copy(Tensor tensor) {
    Tensor copy = arena.take(tensor.rows(), tensor.columns());
    for (int i = 0; i < tensor.size(); i++) {
      copy.set(i, tensor.get(i));
    }
    return copy;
  }

  private static void close(Tensor actual, Tensor expected) {
    for (int i = 0; i < expected.size(); i++) {
      close(actual.get(i), expected.get(i));
    }
  }

  private static void close(double actual, double expected) {
    double slack = 4e-6 * Math.max(Math.abs(expected), 1);
    assertThat(actual).isBetween(expected - slack, expected + slack);
  }
}
