package org.gradientatlas.axis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClipRuleLawTest {
  /** Norms 5 and 12; 13 together. */
  private static final double[][] LAYERS = {{3, 0, -4}, {12, 0}};

  static Stream<Variant<ClipRule>> all() {
    return Samples.of(ClipRule.class);
  }

  private static double norm(double... g) {
    return Math.sqrt(Arrays.stream(g).map(v -> v * v).sum());
  }

  /** As engines apply a rule to hidden layers of one unit each, with weights of norm 1. */
  private static double[][] clip(Variant<ClipRule> rule, double[][] layers) {
    double global = norm(Arrays.stream(layers).flatMapToDouble(Arrays::stream).toArray());
    double bound = rule.type().bound(rule.array());
    return Arrays.stream(layers)
        .map(
            g -> {
              double scale =
                  rule.type().scale(norm(g), global, rule.array())
                      * rule.type().unitScale(norm(g), 1, rule.array());
              return Arrays.stream(g)
                  .map(v -> Math.max(-bound, Math.min(bound, scale * v)))
                  .toArray();
            })
        .toArray(double[][]::new);
  }

  @ParameterizedTest
  @MethodSource("all")
  void clippingNeverLengthensNorTurnsAnEntry(Variant<ClipRule> rule) {
    double[][] clipped = clip(rule, LAYERS);
    for (int l = 0; l < LAYERS.length; l++) {
      for (int i = 0; i < LAYERS[l].length; i++) {
        assertThat(clipped[l][i] * LAYERS[l][i]).isNotNegative();
        assertThat(Math.abs(clipped[l][i])).isLessThanOrEqualTo(Math.abs(LAYERS[l][i]));
      }
    }
  }

  private static final double[] SIZES = {1e-30, 1e-9, 1e-4, 0.03, 0.7, 1, 1.7, 20, 1e4, 1e9, 1e30};

  /** Every allowed threshold against gradients and weights of every size. */
  @ParameterizedTest
  @EnumSource
  void noRuleLengthensAGradient(ClipRule rule) {
    for (double threshold : SIZES) {
      double[] p = rule.parameters().stream().mapToDouble(x -> threshold).toArray();
      if (rule.parameters().stream().allMatch(x -> x.allows(threshold))) {
        assertThat(rule.bound(p)).as("the bound of %s", Variant.of(rule, p)).isNotNegative();
        for (double norm : SIZES) {
          for (double other : SIZES) {
            double scale = rule.scale(Math.min(norm, other), Math.max(norm, other), p);
            expectShortening(rule, p, scale, "scale of a layer of norm " + norm);
            double unitScale = rule.unitScale(norm, other, p);
            expectShortening(rule, p, unitScale, "unitScale of a unit of norm " + norm);
          }
        }
        expectShortening(rule, p, rule.scale(0, 0, p), "scale of a layer of norm 0");
        expectShortening(rule, p, rule.unitScale(0, 0, p), "unitScale of a unit of norm 0");
      }
    }
  }

  private static void expectShortening(ClipRule rule, double[] p, double factor, String what) {
    assertThat(factor)
        .as(
            "%s lengthens or turns a gradient: its %s must be from 0 to 1, for clipping only"
                + " shortens",
            Variant.of(rule, p), what)
        .isBetween(0.0, 1.0);
  }

  /** A rule without a bound that looks at no unit keeps the direction of each layer's gradient. */
  @ParameterizedTest
  @MethodSource("all")
  void normClippingKeepsTheDirectionOfALayer(Variant<ClipRule> rule) {
    boolean byNorm =
        Double.isInfinite(rule.type().bound(rule.array()))
            && !Double.isNaN(rule.type().unitScale(Double.NaN, 1, rule.array()));
    double[] clipped = clip(rule, LAYERS)[0];
    if (byNorm) {
      assertThat(norm(clipped) * norm(LAYERS[0]))
          .isCloseTo(clipped[0] * LAYERS[0][0] + clipped[2] * LAYERS[0][2], within(1e-12));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWithinTheLimitStaysBitForBit(ClipRule rule) {
    double[] p = rule.parameters().stream().mapToDouble(x -> 13).toArray();
    assertThat(clip(Variant.of(rule, p), LAYERS)).isDeepEqualTo(LAYERS);
  }

  @Test
  void valueCutsEveryEntry() {
    assertThat(clip(Variant.of(ClipRule.VALUE, 3.5), LAYERS))
        .isDeepEqualTo(new double[][] {{3, 0, -3.5}, {3.5, 0}});
  }

  @Test
  void layerNormShrinksEachLayerToTheThreshold() {
    double[][] clipped = clip(Variant.of(ClipRule.LAYER_NORM, 2.5), LAYERS);
    assertThat(clipped[0]).containsExactly(1.5, 0, -2);
    assertThat(clipped[1]).containsExactly(new double[] {2.5, 0}, within(1e-15));
    assertThat(clip(Variant.of(ClipRule.LAYER_NORM, 6), LAYERS)[0]).isEqualTo(LAYERS[0]);
  }

  @Test
  void globalNormShrinksAllLayersByOneFactor() {
    double[][] clipped = clip(Variant.of(ClipRule.GLOBAL_NORM, 6.5), LAYERS);
    assertThat(clipped).isDeepEqualTo(new double[][] {{1.5, 0, -2}, {6, 0}});
  }

  /** Brock 2021, eq. 3, with lambda = 0.2. */
  @ParameterizedTest
  @CsvSource({
    "0, 5, 1",
    "0.99, 5, 1",
    "1, 5, 1",
    "4, 5, 0.25",
    "4, 10, 0.5",
    "0.0001, 0, 1",
    "0.0004, 0, 0.5",
    "0.0004, 0.0005, 0.5",
    "0.0004, 0.001, 0.5",
    "0.0004, 0.0015, 0.75",
  })
  void agcHoldsAUnitToAShareOfItsWeights(double gradient, double weights, double scale) {
    assertThat(ClipRule.AGC.unitScale(gradient, weights, new double[] {0.2}))
        .isCloseTo(scale, within(1e-15));
    assertThat(ClipRule.AGC.scale(gradient, gradient, new double[] {0.2})).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void normsThatAreNotFiniteAreNotHidden(double norm) {
    double[] p = {1};
    assertThat(ClipRule.LAYER_NORM.scale(norm, 1, p)).isNaN();
    assertThat(ClipRule.GLOBAL_NORM.scale(1, norm, p)).isNaN();
    assertThat(ClipRule.LAYER_NORM.scale(1, norm, p)).isEqualTo(1);
    assertThat(ClipRule.GLOBAL_NORM.scale(norm, 1, p)).isEqualTo(1);
    assertThat(ClipRule.AGC.unitScale(norm, 1, p)).isNaN();
    assertThat(ClipRule.AGC.unitScale(1, Double.NaN, p)).isNaN();
  }

  @ParameterizedTest
  @EnumSource
  void nanEntriesStayNan(ClipRule rule) {
    double[] p = rule.parameters().stream().mapToDouble(x -> 1).toArray();
    assertThat(clip(Variant.of(rule, p), new double[][] {{Double.NaN, 3}})[0][0]).isNaN();
  }

  /** How engines find out what a rule looks at. */
  @ParameterizedTest
  @EnumSource
  void aNanNormMakesAScaleNanExactlyIfTheRuleLooksAtIt(ClipRule rule) {
    double[] p = rule.parameters().stream().mapToDouble(x -> 1).toArray();
    double nan = Double.NaN;
    boolean layer = Double.isNaN(rule.scale(nan, 0, p));
    boolean global = Double.isNaN(rule.scale(0, nan, p));
    boolean unit = Double.isNaN(rule.unitScale(nan, 1, p));
    assertThat(rule.scale(1e9, 0, p) != 1).isEqualTo(layer);
    assertThat(rule.scale(0, 1e9, p) != 1).isEqualTo(global);
    assertThat(rule.unitScale(1e9, 1, p) != 1).isEqualTo(unit);
  }

  @Test
  void zeroGradientStaysZero() {
    assertThat(clip(Variant.of(ClipRule.LAYER_NORM, 1), new double[][] {{0, 0}}))
        .isDeepEqualTo(new double[][] {{0, 0}});
  }

  /**
   * cos(g, clip g) = e/sqrt(e - t sqrt(2/pi) exp(-t^2/2) + t^2 (1 - e)) for Gaussian g, e =
   * erf(t/sqrt 2), here over evenly spaced quantiles; the tails they miss are below 1e-4.
   */
  @ParameterizedTest
  @CsvSource({"0.5, 0.8900", "1, 0.9503"})
  void valueClippingTurnsAGaussianGradientByTheClosedForm(double t, double cosine) {
    var normal = new NormalDistribution(0, 1);
    int n = 50_000;
    double[] g =
        IntStream.range(0, n)
            .mapToDouble(i -> normal.inverseCumulativeProbability((i + 0.5) / n))
            .toArray();
    double[] clipped = clip(Variant.of(ClipRule.VALUE, t), new double[][] {g})[0];
    double product = IntStream.range(0, n).mapToDouble(i -> g[i] * clipped[i]).sum();
    assertThat(product / (norm(g) * norm(clipped))).isCloseTo(cosine, within(1e-4));
  }
}
