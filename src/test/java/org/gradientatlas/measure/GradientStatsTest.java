package org.gradientatlas.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientStatsTest {
  private static double[] gaussian(double mean, double sd) {
    var random = RandomSource.XO_SHI_RO_256_PP.create(1);
    return ZigguratSampler.NormalizedGaussian.of(random)
        .samples(999)
        .map(x -> mean + sd * x)
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1e-30, 1e-200, 1e200})
  void agreesWithDescriptiveStatisticsAtAnyScale(double scale) {
    double[] unit = gaussian(0.4, 1);
    var expected = new DescriptiveStatistics(unit);
    GradientStats stats =
        GradientStats.of(Arrays.stream(unit).map(x -> x * scale).toArray(), Double.MIN_NORMAL);
    double l2 = Math.sqrt(expected.getSumsq());
    assertThat(stats.values().l2() / scale).isCloseTo(l2, within(1e-11));
    assertThat(stats.values().mean() / scale).isCloseTo(expected.getMean(), within(1e-13));
    assertThat(stats.values().sd() / scale)
        .isCloseTo(Math.sqrt(expected.getPopulationVariance()), within(1e-13));
    double absMean = Arrays.stream(unit).map(Math::abs).sum() / unit.length;
    assertThat(stats.values().absMean() / scale).isCloseTo(absMean, within(1e-13));
    assertThat(stats.values().min()).isEqualTo(expected.getMin() * scale);
    assertThat(stats.values().max()).isEqualTo(expected.getMax() * scale);
    assertThat(stats.classes().nonfiniteCount()).isZero();
    assertThat(Arrays.stream(stats.histogram()).sum()).isEqualTo(999);
  }

  @Test
  void countsZerosAndSubnormalsApart() {
    double[] g = {0, -0.0, 1e-40, -Float.MIN_VALUE, Float.MIN_NORMAL, 1, -1, 2};
    GradientStats stats = GradientStats.of(g, Float.MIN_NORMAL);
    assertThat(stats.classes().zeroFraction()).isEqualTo(0.25);
    assertThat(stats.classes().subnormalFraction()).isEqualTo(0.25);
    assertThat(GradientStats.of(g, Double.MIN_NORMAL).classes().subnormalFraction()).isZero();
    assertThat(Arrays.stream(stats.histogram()).sum()).isEqualTo(6);
  }

  @Test
  void measuresSubnormalDoubles() {
    double[] g = {3 * Double.MIN_VALUE, -4 * Double.MIN_VALUE};
    GradientStats stats = GradientStats.of(g, Double.MIN_NORMAL);
    assertThat(stats.values().l2()).isEqualTo(5 * Double.MIN_VALUE);
    assertThat(stats.classes().subnormalFraction()).isEqualTo(1);
  }

  @Test
  void statisticsOfZerosAreZero() {
    GradientStats stats = GradientStats.of(new double[4], Float.MIN_NORMAL);
    assertThat(stats.values().l2()).isZero();
    assertThat(stats.values().sd()).isZero();
    assertThat(stats.classes().zeroFraction()).isEqualTo(1);
    assertThat(stats.histogram()).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void entryThatIsNotFiniteLeavesTheFractionsAlone(double bad) {
    GradientStats stats = GradientStats.of(new double[] {0, bad, 1e-40, 2}, Float.MIN_NORMAL);
    assertThat(
            new double[] {
              stats.values().l2(),
              stats.values().mean(),
              stats.values().sd(),
              stats.values().absMean(),
              stats.values().min(),
              stats.values().max()
            })
        .containsOnly(Double.NaN);
    assertThat(stats.classes().zeroFraction()).isEqualTo(0.25);
    assertThat(stats.classes().subnormalFraction()).isEqualTo(0.25);
    assertThat(stats.classes().nonfiniteCount()).isEqualTo(1);
    assertThat(Arrays.stream(stats.histogram()).sum()).isEqualTo(Double.isNaN(bad) ? 2 : 3);
  }
}
