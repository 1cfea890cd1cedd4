package org.gradientatlas.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apache.commons.math3.util.MathArrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.assertj.core.data.Percentage;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What normalization and residual branches do to gradients. */
class RemedyTest {
  private final ZigguratSampler.NormalizedGaussian gaussian =
      ZigguratSampler.NormalizedGaussian.of(RandomSource.XO_RO_SHI_RO_128_PP.create(3));

  @Test
  void normalizationHasClosedForms() {
    var relu = Variant.of(Activation.RELU);
    assertThat(Normalized.byBatch(relu)).isCloseTo(Math.PI / (Math.PI - 1), within(1e-10));
    assertThat(Normalized.byLayer(relu)).isCloseTo(1, within(1e-10));
    assertThat(Normalized.byBatch(Variant.of(Activation.IDENTITY))).isCloseTo(1, within(1e-10));
    // LSUV with tanh: the same scaling, applied once.
    assertThat(Normalized.byLayer(Variant.of(Activation.TANH))).isCloseTo(1.178, within(5e-4));
  }

  @Test
  void linearResidualsDouble() {
    var residual = new Residual(new MeanField(Variant.of(Activation.IDENTITY), 1, 0), 1);
    assertThat(residual.next(new Residual.Units(3, 1)).meanSquare()).isCloseTo(6, within(1e-9));
    assertThat(residual.chi(new Residual.Units(3, 1))).isCloseTo(2, within(1e-9));
  }

  /** The mean over 60 networks of five layers of 200 units, by plain loops. */
  @ParameterizedTest
  @EnumSource(names = {"RELU", "TANH", "GELU"})
  void simulatedResidualsAgree(Activation activation) {
    var residual = new Residual(new MeanField(Variant.of(activation), 1.5, 0), 0.5);
    var units = new Residual.Units(1, 0);
    double growth = 1;
    for (int layer = 0; layer < 5; layer++) {
      growth *= residual.chi(units);
      units = residual.next(units);
    }
    var squares = new SummaryStatistics();
    var growths = new SummaryStatistics();
    for (int network = 0; network < 60; network++) {
      double[] a = gaussian.samples(200).toArray();
      double[] tangent = gaussian.samples(200).toArray();
      double first = StatUtils.sumSq(tangent);
      for (int layer = 0; layer < 5; layer++) {
        step(residual, a, tangent);
      }
      squares.addValue(StatUtils.sumSq(a) / 200);
      // The Jacobian stretches random tangents as its transpose stretches random cotangents.
      growths.addValue(StatUtils.sumSq(tangent) / first);
    }
    assertThat(squares.getMean()).isCloseTo(units.meanSquare(), Percentage.withPercentage(8));
    assertThat(growths.getMean()).isCloseTo(growth, Percentage.withPercentage(8));
  }

  /** One layer with new weights, in place. */
  private void step(Residual residual, double[] a, double[] tangent) {
    var phi = new Phi(residual.branch().activation());
    double sd = Math.sqrt(residual.branch().sw2() / a.length);
    double[] before = a.clone();
    double[] tangentBefore = tangent.clone();
    for (int i = 0; i < a.length; i++) {
      double[] w = gaussian.samples(a.length).map(g -> g * sd).toArray();
      double z = dot(w, before);
      a[i] += residual.scale() * phi.value(z);
      tangent[i] += residual.scale() * phi.slope(z) * dot(w, tangentBefore);
    }
  }

  /** 8 layers of 150 units on a batch of 150, normalized, by the chain rule written out. */
  @ParameterizedTest
  @CsvSource({"RELU, true", "TANH, true", "SIGMOID, true", "RELU, false", "TANH, false"})
  void simulatedNormalizationAgrees(Activation activation, boolean batch) {
    int n = 150;
    int depth = 8;
    var phi = new Phi(Variant.of(activation));
    var layers = new ArrayList<Normalization>();
    RealMatrix a = random(n, 1);
    for (int layer = 0; layer < depth; layer++) {
      layers.add(new Normalization(a, random(n, 1 / Math.sqrt(n)), batch));
      a = map(layers.get(layer).normalized, phi::value);
    }
    RealMatrix cotangent = random(n, 1);
    double[] norms = new double[depth];
    for (int layer = depth - 1; layer >= 0; layer--) {
      RealMatrix slopes = map(layers.get(layer).normalized, phi::slope);
      RealMatrix delta = layers.get(layer).backward(product(cotangent, slopes));
      norms[layer] = Math.log(delta.getFrobeniusNorm());
      cotangent = delta.multiply(layers.get(layer).weights.transpose());
    }
    // The first layers' examples are not yet as alike as those deeper down.
    double measured = Math.exp(2 * (norms[2] - norms[depth - 1]) / (depth - 3));
    double chi =
        batch
            ? Normalized.byBatch(Variant.of(activation))
            : Normalized.byLayer(Variant.of(activation));
    assertThat(measured).isCloseTo(chi, Percentage.withPercentage(5));
  }

  /** z = a W, then each column (unit) or row (example) shifted and scaled to mean 0, variance 1. */
  private static final class Normalization {
    final RealMatrix weights;
    final RealMatrix normalized;
    private final boolean batch;
    private final double[] deviations;

    Normalization(RealMatrix a, RealMatrix weights, boolean batch) {
      this.weights = weights;
      this.batch = batch;
      RealMatrix z = lines(a.multiply(weights));
      deviations = new double[z.getRowDimension()];
      for (int i = 0; i < deviations.length; i++) {
        double[] line = z.getRow(i);
        double mean = StatUtils.mean(line);
        deviations[i] = Math.sqrt(StatUtils.populationVariance(line));
        double deviation = deviations[i];
        z.setRow(i, Arrays.stream(line).map(x -> (x - mean) / deviation).toArray());
      }
      normalized = lines(z);
    }

    RealMatrix backward(RealMatrix cotangent) {
      RealMatrix g = lines(cotangent);
      RealMatrix h = lines(normalized);
      for (int i = 0; i < deviations.length; i++) {
        double[] line = g.getRow(i);
        double[] z = h.getRow(i);
        double mean = StatUtils.mean(line);
        double along = dot(line, z) / z.length;
        for (int j = 0; j < z.length; j++) {
          line[j] = (line[j] - mean - z[j] * along) / deviations[i];
        }
        g.setRow(i, line);
      }
      return lines(g);
    }

    private RealMatrix lines(RealMatrix m) {
      return batch ? m.transpose() : m.copy();
    }
  }

  private RealMatrix random(int n, double sd) {
    return map(new Array2DRowRealMatrix(n, n), zero -> sd * gaussian.sample());
  }

  private static RealMatrix map(RealMatrix m, DoubleUnaryOperator f) {
    RealMatrix result = m.copy();
    for (int i = 0; i < m.getRowDimension(); i++) {
      result.setRow(i, Arrays.stream(m.getRow(i)).map(f).toArray());
    }
    return result;
  }

  private static RealMatrix product(RealMatrix x, RealMatrix y) {
    RealMatrix result = x.copy();
    for (int i = 0; i < x.getRowDimension(); i++) {
      result.setRow(i, MathArrays.ebeMultiply(x.getRow(i), y.getRow(i)));
    }
    return result;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
