package org.gradientatlas.axis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Initial weights of convolutions' kernels. */
class KernelInitializerTest {
  private static final int VOLUME = 9;
  private static final int CENTRE = 4;

  /** Channels below and above. */
  private static final List<int[]> CHANNELS =
      List.of(new int[] {12, 12}, new int[] {5, 12}, new int[] {12, 5});

  private static double[] draw(
      Variant<Initializer> initializer, int volume, int below, int above, long seed) {
    double[] w = new double[volume * below * above];
    initializer
        .type()
        .fillKernel(
            RandomSource.XO_SHI_RO_256_PP.create(seed),
            volume,
            volume * below,
            above,
            initializer.array(),
            w);
    return w;
  }

  private static double[] place(double[] w, int place) {
    int size = w.length / VOLUME;
    return Arrays.copyOfRange(w, place * size, (place + 1) * size);
  }

  private static RealMatrix matrix(double[] w, int rows, int columns) {
    RealMatrix matrix = MatrixUtils.createRealMatrix(rows, columns);
    for (int i = 0; i < w.length; i++) {
      matrix.setEntry(i / columns, i % columns, w[i]);
    }
    return matrix;
  }

  /** The smaller of W^T W and W W^T is gain^2 times the identity. */
  private static void assertOrthogonal(double[] w, int rows, int columns, double gain) {
    RealMatrix matrix = matrix(w, rows, columns);
    RealMatrix product =
        rows >= columns ? matrix.transpose().multiply(matrix) : matrix.multiply(matrix.transpose());
    RealMatrix identity = MatrixUtils.createRealIdentityMatrix(Math.min(rows, columns));
    assertThat(product.subtract(identity.scalarMultiply(gain * gain)).getNorm())
        .isCloseTo(0, within(1e-12));
  }

  static Stream<Variant<Initializer>> centred() {
    return Stream.of(
        Variant.of(Initializer.DELTA_ORTHOGONAL, 1.5), Variant.of(Initializer.IDENTITY, 1.5));
  }

  @ParameterizedTest
  @MethodSource("centred")
  void onlyTheCentreHasWeights(Variant<Initializer> initializer) {
    for (int[] channels : CHANNELS) {
      double[] w = draw(initializer, VOLUME, channels[0], channels[1], 3);
      for (int place = 0; place < VOLUME; place++) {
        if (place == CENTRE) {
          assertOrthogonal(place(w, place), channels[0], channels[1], 1.5);
        } else {
          assertThat(place(w, place)).containsOnly(0);
        }
      }
    }
  }

  @Test
  void theIdentityPassesEachChannelOn() {
    double[] centre = place(draw(Variant.of(Initializer.IDENTITY, 2), VOLUME, 5, 12, 3), CENTRE);
    for (int i = 0; i < centre.length; i++) {
      assertThat(centre[i]).isEqualTo(i / 12 == i % 12 ? 2 : 0);
    }
  }

  @Test
  void anOrthogonalKernelIsOneOrthogonalMatrix() {
    for (int[] channels : CHANNELS) {
      double[] w =
          draw(Variant.of(Initializer.ORTHOGONAL, 1.5), VOLUME, channels[0], channels[1], 3);
      assertOrthogonal(w, VOLUME * channels[0], channels[1], 1.5);
    }
  }

  static Stream<Variant<Initializer>> spread() {
    return Samples.of(Initializer.class)
        .filter(i -> Double.isNaN(i.type().preactivationVariance(i.array())))
        .filter(i -> i.type() != Initializer.DELTA_ORTHOGONAL)
        .filter(i -> i.type().variance(10, 10, i.array()) > 0);
  }

  /**
   * Over all places of the kernel, with fan_in and fan_out times its volume; five standard errors.
   */
  @ParameterizedTest
  @MethodSource("spread")
  void weightsHaveTheirVariance(Variant<Initializer> initializer) {
    int below = 40;
    int above = 70;
    double[] w = draw(initializer, VOLUME, below, above, 4);
    // Orthogonal weights are those of one matrix from all places to a unit.
    int fanOut = initializer.type() == Initializer.ORTHOGONAL ? above : VOLUME * above;
    double variance = initializer.type().variance(VOLUME * below, fanOut, initializer.array());
    assertThat(StatUtils.populationVariance(w))
        .isCloseTo(variance, within(variance * 5 * Math.sqrt(2.0 / w.length)));
    assertThat(StatUtils.mean(w)).isCloseTo(0, within(5 * Math.sqrt(variance / w.length)));
  }

  @ParameterizedTest
  @MethodSource("centred")
  void deltaOrthogonalVarianceIsThatOfTheCentre(Variant<Initializer> initializer) {
    double[] centre = place(draw(initializer, VOLUME, 12, 12, 3), CENTRE);
    double squares = Arrays.stream(centre).map(x -> x * x).sum();
    assertThat(squares / 144).isCloseTo(1.5 * 1.5 / 12, within(1e-12));
  }

  /** A kernel of one place is a layer's matrix. */
  @ParameterizedTest
  @MethodSource("org.gradientatlas.axis.InitializerLawTest#all")
  void aKernelOfOnePlaceIsDrawnAsAMatrix(Variant<Initializer> initializer) {
    double[] matrix = new double[6 * 8];
    initializer
        .type()
        .fill(RandomSource.XO_SHI_RO_256_PP.create(9), 6, 8, initializer.array(), matrix);
    assertThat(draw(initializer, 1, 6, 8, 9)).isEqualTo(matrix);
  }
}
