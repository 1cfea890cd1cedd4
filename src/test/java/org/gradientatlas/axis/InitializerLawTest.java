package org.gradientatlas.axis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every initializer, and for the normal, uniform and orthogonal ones. */
class InitializerLawTest {
  private static final int FAN_IN = 70;
  private static final int FAN_OUT = 160;

  static Stream<Variant<Initializer>> all() {
    return Samples.of(Initializer.class);
  }

  static Stream<Variant<Initializer>> random() {
    return all().filter(i -> variance(i, FAN_IN, FAN_OUT) != 0);
  }

  /** Those whose draws are the weights. */
  static Stream<Variant<Initializer>> drawn() {
    return random().filter(i -> Double.isNaN(i.type().preactivationVariance(i.array())));
  }

  static Stream<Variant<Initializer>> normals() {
    return all().filter(i -> i.type().label().endsWith("normal"));
  }

  static Stream<Variant<Initializer>> uniforms() {
    return all().filter(i -> i.type().label().endsWith("uniform"));
  }

  private static double variance(Variant<Initializer> initializer, int fanIn, int fanOut) {
    return initializer.type().variance(fanIn, fanOut, initializer.array());
  }

  private static double[] draw(
      Variant<Initializer> initializer, UniformRandomProvider random, int fanIn, int fanOut) {
    double[] w = new double[fanIn * fanOut];
    initializer.type().fill(random, fanIn, fanOut, initializer.array(), w);
    return w;
  }

  private static UniformRandomProvider stream(long seed) {
    return RandomSource.XO_SHI_RO_256_PP.create(seed);
  }

  /**
   * Over 20 layers of either shape; five standard errors: a variance measured on n Gaussians has
   * sqrt(2/n), and lighter tails have less.
   */
  @ParameterizedTest
  @MethodSource("drawn")
  void weightsHaveTheirVarianceAndMeanZero(Variant<Initializer> initializer) {
    for (int[] shape : new int[][] {{FAN_IN, FAN_OUT}, {FAN_OUT, FAN_IN}}) {
      UniformRandomProvider random = stream(5);
      double[] w = new double[20 * FAN_IN * FAN_OUT];
      for (int layer = 0; layer < 20; layer++) {
        double[] drawn = draw(initializer, random, shape[0], shape[1]);
        System.arraycopy(drawn, 0, w, layer * drawn.length, drawn.length);
      }
      double variance = variance(initializer, shape[0], shape[1]);
      assertThat(StatUtils.populationVariance(w))
          .isCloseTo(variance, within(variance * 5 * Math.sqrt(2.0 / w.length)));
      assertThat(StatUtils.mean(w)).isCloseTo(0, within(5 * Math.sqrt(variance / w.length)));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void biasesAreGaussianWithTheirVarianceOrZero(Variant<Initializer> initializer) {
    double[] b = new double[20_000];
    initializer.type().fillBiases(stream(6), initializer.array(), b);
    double variance = initializer.type().biasVariance(initializer.array());
    assertThat(StatUtils.populationVariance(b))
        .isCloseTo(variance, within(variance * 5 * Math.sqrt(2.0 / b.length)));
    assertThat(StatUtils.mean(b)).isCloseTo(0, within(5 * Math.sqrt(variance / b.length)));
    assertThat(Arrays.stream(b).filter(x -> x * x > variance).count() / (double) b.length)
        .isCloseTo(variance > 0 ? 0.3173 : 0, within(5 * Math.sqrt(0.3173 * 0.6827 / b.length)));
  }

  @Test
  void lsuvStartsFromOrthogonalDrawsWhoseVarianceIsUpToTheBatch() {
    var lsuv = Variant.of(Initializer.LSUV);
    assertThat(draw(lsuv, stream(2), FAN_IN, FAN_OUT))
        .isEqualTo(draw(Variant.of(Initializer.ORTHOGONAL), stream(2), FAN_IN, FAN_OUT));
    assertThat(variance(lsuv, FAN_IN, FAN_OUT)).isNaN();
    assertThat(random().filter(i -> !drawn().toList().contains(i))).containsExactly(lsuv);
  }

  @Test
  void onlyTheMeanFieldParametrizationDrawsBiases() {
    assertThat(all().filter(i -> i.type().biasVariance(i.array()) > 0))
        .containsExactly(Variant.of(Initializer.SCALED_NORMAL, 1.9, 1.9));
  }

  @ParameterizedTest
  @MethodSource("random")
  void drawsAreAMatterOfTheStream(Variant<Initializer> initializer) {
    double[] w = draw(initializer, stream(1), 5, 3);
    assertThat(draw(initializer, stream(1), 5, 3)).isEqualTo(w);
    assertThat(draw(initializer, stream(2), 5, 3)).isNotEqualTo(w);
    assertThat(Arrays.stream(w).distinct()).hasSize(15);
  }

  @ParameterizedTest
  @MethodSource("random")
  void chainsOfOneUnitCanBeDrawn(Variant<Initializer> initializer) {
    assertThat(draw(initializer, stream(1), 1, 1)[0]).isFinite().isNotZero();
  }

  @ParameterizedTest
  @MethodSource("normals")
  void normalsOfOneStreamDifferInScaleOnly(Variant<Initializer> initializer) {
    double[] base = draw(Variant.of(Initializer.NORMAL, 1), stream(1), FAN_IN, FAN_OUT);
    double sd = Math.sqrt(variance(initializer, FAN_IN, FAN_OUT));
    assertThat(draw(initializer, stream(1), FAN_IN, FAN_OUT))
        .usingComparatorWithPrecision(1e-15)
        .containsExactly(Arrays.stream(base).map(x -> sd * x).toArray());
  }

  @ParameterizedTest
  @MethodSource("uniforms")
  void uniformsFillTheirInterval(Variant<Initializer> initializer) {
    double limit = Math.sqrt(3 * variance(initializer, FAN_IN, FAN_OUT));
    double[] w = draw(initializer, stream(1), FAN_IN, FAN_OUT);
    assertThat(StatUtils.max(w)).isBetween(0.999 * limit, limit);
    assertThat(StatUtils.min(w)).isBetween(-limit, -0.999 * limit);
  }

  @Test
  void truncatedNormalsStopAtTwoSigmaOfTheirBase() {
    double[] w = draw(Variant.of(Initializer.HE_TRUNCATED), stream(1), FAN_IN, FAN_OUT);
    double limit = 2 * Math.sqrt(2.0 / FAN_IN) / 0.8796256610342398;
    assertThat(StatUtils.max(w)).isBetween(0.99 * limit, limit);
    assertThat(StatUtils.min(w)).isBetween(-limit, -0.99 * limit);
  }

  @Test
  void constantWeightsAreNotRandom() {
    assertThat(draw(Variant.of(Initializer.CONSTANT, 0.6), stream(1), 2, 2)).containsOnly(0.6);
  }

  @Test
  void identityWeightsAreNotRandom() {
    var identity = Variant.of(Initializer.IDENTITY, 0.5);
    assertThat(draw(identity, stream(1), 2, 3)).containsExactly(0.5, 0, 0, 0, 0.5, 0);
    assertThat(draw(identity, stream(1), 3, 2)).containsExactly(0.5, 0, 0, 0.5, 0, 0);
  }

  @ParameterizedTest
  @CsvSource({"40, 40", "40, 17", "17, 40", "1, 9", "300, 300"})
  void orthogonalHasOrthonormalColumnsOrRowsTimesItsGain(int fanIn, int fanOut) {
    double[] w = draw(Variant.of(Initializer.ORTHOGONAL, 1.5), stream(3), fanIn, fanOut);
    RealMatrix matrix = matrix(w, fanIn, fanOut);
    RealMatrix gram =
        fanIn >= fanOut ? matrix.transpose().multiply(matrix) : matrix.multiply(matrix.transpose());
    RealMatrix identity = MatrixUtils.createRealIdentityMatrix(Math.min(fanIn, fanOut));
    assertThat(gram.subtract(identity.scalarMultiply(2.25)).getNorm()).isLessThan(1e-12);
  }

  /**
   * Haar's trace has mean 0 and variance 1 (Diaconis and Shahshahani 1994), and half of the
   * matrices are reflections; plain QR without its sign correction fails all three.
   */
  @Test
  void orthogonalIsHaarDistributed() {
    int draws = 4000;
    double[] traces = new double[draws];
    double[] determinants = new double[draws];
    UniformRandomProvider random = stream(3);
    for (int i = 0; i < draws; i++) {
      RealMatrix q = matrix(draw(Variant.of(Initializer.ORTHOGONAL), random, 6, 6), 6, 6);
      traces[i] = q.getTrace();
      determinants[i] = new LUDecomposition(q).getDeterminant();
    }
    double error = 5 / Math.sqrt(draws);
    assertThat(StatUtils.mean(traces)).isCloseTo(0, within(error));
    assertThat(StatUtils.variance(traces)).isCloseTo(1, within(Math.sqrt(2) * error));
    assertThat(StatUtils.mean(determinants)).isCloseTo(0, within(error));
  }

  /** Each column of a tall one is uniform on the sphere: entry variances are 1/rows everywhere. */
  @Test
  void everyEntryOfATallOrthogonalHasTheSameSpread() {
    int draws = 4000;
    double[] mean = new double[8];
    double[] square = new double[8];
    UniformRandomProvider random = stream(4);
    for (int i = 0; i < draws; i++) {
      double[] w = draw(Variant.of(Initializer.ORTHOGONAL), random, 4, 2);
      for (int j = 0; j < 8; j++) {
        mean[j] += w[j] / draws;
        square[j] += w[j] * w[j] / draws;
      }
    }
    // The square of an entry has variance 3/(4 * 6) - 1/16 = 1/16.
    assertThat(square).usingComparatorWithPrecision(5 * 0.25 / Math.sqrt(draws)).containsOnly(0.25);
    assertThat(mean).usingComparatorWithPrecision(5 * 0.5 / Math.sqrt(draws)).containsOnly(0);
  }

  private static RealMatrix matrix(double[] w, int rows, int columns) {
    var matrix = new Array2DRowRealMatrix(rows, columns);
    for (int i = 0; i < w.length; i++) {
      matrix.setEntry(i / columns, i % columns, w[i]);
    }
    return matrix;
  }
}
