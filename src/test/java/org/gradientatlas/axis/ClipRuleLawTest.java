package org.gradientatlas.axis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClipRuleLawTest {
  /** Norms 5 and 12; 13 together. */
  private static final double[][] LAYERS = {{3, 0, -4}, {12, 0}};

  private static final double[] NOT_FINITE = {Double.NaN, Double.POSITIVE_INFINITY};

  static Stream<Variant<ClipRule>> all() {
    return Samples.of(ClipRule.class);
  }

  static Stream<Variant<ClipRule>> everySize() {
    return Arrays.stream(ClipRule.values()).flatMap(Samples::ofEverySize);
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
        double share = LAYERS[l][i] == 0 ? 1 : clipped[l][i] / LAYERS[l][i];
        expectShortening(rule, share, "share of an entry " + LAYERS[l][i]);
      }
    }
  }

  /** 0 and sizes from the least to the greatest, two for each power of ten in between. */
  private static double[] norms() {
    return DoubleStream.concat(
            DoubleStream.of(0, Double.MIN_VALUE, 1e-300, 1e-100, 1e-30, 1e30, 1e100, 1e300),
            IntStream.rangeClosed(-24, 24).mapToDouble(i -> Math.pow(10, i / 2.0)))
        .sorted()
        .toArray();
  }

  private interface NormCheck {
    void check(double smaller, double greater);
  }

  /** All pairs of norms in order, as those of a layer and of all layers are. */
  private static void forEachPair(NormCheck check) {
    for (double greater : norms()) {
      Arrays.stream(norms())
          .takeWhile(smaller -> smaller <= greater)
          .forEach(smaller -> check.check(smaller, greater));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRuleHasAtMostOneParameter(ClipRule rule) {
    assertThat(rule.parameters())
        .as(
            "%s: a clip rule has at most one parameter, because clip_threshold is one column; a"
                + " second belongs in a column of its own, in CellColumns and Axes",
            rule)
        .hasSizeLessThan(2);
  }

  @ParameterizedTest
  @MethodSource("all")
  void theThresholdIsTheParameter(Variant<ClipRule> rule) {
    assertThat(ClipRule.threshold(rule))
        .as("%s: ClipRule.threshold is its parameter, NaN for none", rule)
        .isEqualTo(rule.values().stream().findFirst().orElse(Double.NaN));
  }

  @ParameterizedTest
  @EnumSource
  void lawsLookAtEveryRule(ClipRule rule) {
    assertThat(Samples.ofEverySize(rule))
        .as("the laws find no allowed parameters of %s: widen Samples.values", rule)
        .isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("everySize")
  void noRuleLengthensAGradient(Variant<ClipRule> rule) {
    double[] p = rule.array();
    assertThat(rule.type().bound(p))
        .as("%s: bound must be above 0, infinity for none, for clipping only shortens", rule)
        .isPositive();
    forEachPair(
        (a, b) -> {
          expectShortening(rule, rule.type().scale(a, b, p), "scale of a layer of norm " + a);
          expectShortening(
              rule, rule.type().unitScale(a, b, p), "unitScale of a unit of norm " + a);
          expectShortening(
              rule, rule.type().unitScale(b, a, p), "unitScale of a unit of norm " + b);
        });
  }

  private static void expectShortening(Variant<ClipRule> rule, double factor, String what) {
    assertThat(factor)
        .as(
            "%s lengthens or turns a gradient: its %s must be from 0 to 1, for clipping only"
                + " shortens",
            rule, what)
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
          .as(
              "%s turns a layer's gradient: scale may depend on norms only; a rule that looks at"
                  + " units has a unitScale of NaN for a NaN norm, one that cuts entries a bound",
              rule)
          .isCloseTo(clipped[0] * LAYERS[0][0] + clipped[2] * LAYERS[0][2], within(1e-12));
    }
  }

  /** Whatever the limit of a rule is, a gradient of norm 0 is within it, and so is a tiny one. */
  @ParameterizedTest
  @MethodSource("everySize")
  void whatIsWithinTheLimitStaysBitForBit(Variant<ClipRule> rule) {
    for (double norm : new double[] {0, Double.MIN_VALUE, 1e-300}) {
      double scale = rule.type().scale(norm, norm, rule.array());
      double unitScale = rule.type().unitScale(norm, 1, rule.array());
      assertThat(new double[] {scale, unitScale})
          .as(
              "%s changes a gradient of norm %s: a clip rule leaves what is within its limit"
                  + " unchanged, so scale and unitScale must be exactly 1 there",
              rule, norm)
          .containsExactly(1, 1);
    }
  }

  /** The limits themselves are within the limits. */
  @ParameterizedTest
  @CsvSource({"NONE,", "VALUE, 12", "LAYER_NORM, 12", "GLOBAL_NORM, 13", "AGC, 12"})
  void gradientsAtTheLimitStayBitForBit(ClipRule rule, @Nullable Double limit) {
    var variant = limit == null ? Variant.of(rule) : Variant.of(rule, limit);
    assertThat(clip(variant, LAYERS)).isDeepEqualTo(LAYERS);
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
  @MethodSource("all")
  void nanEntriesStayNan(Variant<ClipRule> rule) {
    assertThat(clip(rule, new double[][] {{Double.NaN, 3}})[0][0])
        .as("%s hides a NaN: bound must not be NaN, nor a scale anything but NaN for NaN", rule)
        .isNaN();
  }

  /** How engines find out whether a rule looks at the norm of a layer. */
  @ParameterizedTest
  @MethodSource("everySize")
  void scaleIsNanExactlyIfTheLayerNormItDependsOnIsNotFinite(Variant<ClipRule> rule) {
    Scale scale = (layer, global) -> rule.type().scale(layer, global, rule.array());
    var depends = new AtomicBoolean();
    forEachPair((a, b) -> depends.compareAndSet(false, scale.of(a, b) != scale.of(0, b)));
    for (double global : norms()) {
      expectNan(rule, scale.of(Double.NaN, global), depends, "scale", "layerNorm", Double.NaN);
    }
    double infinite = Double.POSITIVE_INFINITY;
    if (depends.get()) {
      expectNan(rule, scale.of(infinite, infinite), depends, "scale", "layerNorm", infinite);
    }
  }

  /** How engines find out whether a rule looks at the norm of all layers. */
  @ParameterizedTest
  @MethodSource("everySize")
  void scaleIsNanExactlyIfTheGlobalNormItDependsOnIsNotFinite(Variant<ClipRule> rule) {
    Scale scale = (layer, global) -> rule.type().scale(layer, global, rule.array());
    var depends = new AtomicBoolean();
    forEachPair((a, b) -> depends.compareAndSet(false, scale.of(a, b) != scale.of(a, a)));
    for (double norm : NOT_FINITE) {
      for (double layer : norms()) {
        expectNan(rule, scale.of(layer, norm), depends, "scale", "globalNorm", norm);
      }
    }
  }

  /** How engines find out whether a rule looks at units. */
  @ParameterizedTest
  @MethodSource("everySize")
  void unitScaleIsNanExactlyIfTheGradientNormOfAUnitThatItLooksAtIsNotFinite(
      Variant<ClipRule> rule) {
    Scale scale = (gradient, weights) -> rule.type().unitScale(gradient, weights, rule.array());
    var depends = new AtomicBoolean();
    forEachPair((a, b) -> depends.compareAndSet(false, scale.of(a, b) != 1 || scale.of(b, a) != 1));
    for (double norm : NOT_FINITE) {
      for (double weights : norms()) {
        expectNan(rule, scale.of(norm, weights), depends, "unitScale", "gradientNorm", norm);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everySize")
  void unitScaleIsNanExactlyIfTheWeightNormItDependsOnIsNan(Variant<ClipRule> rule) {
    Scale scale = (gradient, weights) -> rule.type().unitScale(gradient, weights, rule.array());
    var depends = new AtomicBoolean();
    for (double gradient : norms()) {
      for (double weights : norms()) {
        depends.compareAndSet(false, scale.of(gradient, weights) != scale.of(gradient, 0));
      }
    }
    for (double gradient : norms()) {
      expectNan(
          rule, scale.of(gradient, Double.NaN), depends, "unitScale", "weightNorm", Double.NaN);
    }
  }

  private interface Scale {
    double of(double norm, double other);
  }

  private static void expectNan(
      Variant<ClipRule> rule,
      double scale,
      AtomicBoolean depends,
      String method,
      String norm,
      double value) {
    assertThat(Double.isNaN(scale))
        .as(
            "%s %s on %s, so its %s where %s is %s must%s be NaN, but it is %s: engines compute the"
                + " norms that make a scale NaN, and only those",
            rule,
            depends.get() ? "depends" : "does not depend",
            norm,
            method,
            norm,
            value,
            depends.get() ? "" : " not",
            scale)
        .isEqualTo(depends.get());
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
