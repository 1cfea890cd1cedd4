package org.gradientatlas.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.gradientatlas.axis.Normalization;

/** One forward and backward pass of random inputs through one random network, by plain loops. */
final class RandomPass {
  private final RandomNetwork network;
  private final UniformRandomProvider random;
  private final Phi phi;
  private final List<double[][]> weights = new ArrayList<>();
  private final List<double[][]> preactivations = new ArrayList<>();
  private final List<Lines> normalized = new ArrayList<>();

  /** Of one input. */
  RandomPass(RandomNetwork network, UniformRandomProvider random) {
    this(network, 1, random);
  }

  RandomPass(RandomNetwork network, int examples, UniformRandomProvider random) {
    this.network = network;
    this.random = random;
    this.phi = new Phi(network.activation());
    forward(vectors(examples, network.inputs(), network.inputMeanSquare()));
  }

  /** Mean square of the pre-activations of layers 1 to depth + 1. */
  List<Double> q() {
    return preactivations.stream().map(RandomPass::meanSquare).toList();
  }

  /** log10(delta_rms^l/delta_rms^(depth+1)) of layers 1 to depth + 1. */
  List<Double> log10DeltaRmsRatios() {
    int depth = network.depth();
    double[][] delta = vectors(preactivations.get(0).length, network.outputs(), 1);
    double[][] above = timesTransposed(delta, weights.get(depth));
    List<Double> ratios = new ArrayList<>(List.of(0.0));
    for (int layer = depth; layer >= 1; layer--) {
      double[][] slopes = map(preactivations.get(layer - 1), phi::slope);
      delta = map(above, slopes, (g, slope) -> network.branchScale(layer(ratios)) * g * slope);
      ratios.add(0.5 * Math.log10(meanSquare(delta)));
      double[][] sums = normalized.get(layer - 1).backward(delta);
      double[][] below = timesTransposed(sums, weights.get(layer - 1));
      above = network.skips(layer) ? map(above, below, Double::sum) : below;
    }
    Collections.reverse(ratios);
    return ratios;
  }

  private int layer(List<Double> done) {
    return network.depth() + 1 - done.size();
  }

  private void forward(double[][] a) {
    for (int layer = 1; layer <= network.depth() + 1; layer++) {
      var by = layer <= network.depth() ? network.normalization() : Normalization.NONE;
      double[][] w = weights(network.fanIn(layer), network.fanOut(layer));
      double[] b = new double[network.fanOut(layer)];
      network.initializer().type().fillBiases(random, network.initializer().array(), b);
      Lines lines = new Lines(by, times(a, w));
      double[][] z = new double[a.length][];
      for (int i = 0; i < a.length; i++) {
        double[] sums = lines.values[i].clone();
        for (int j = 0; j < b.length; j++) {
          sums[j] += b[j];
        }
        z[i] = sums;
      }
      weights.add(w);
      normalized.add(lines);
      preactivations.add(z);
      double scale = network.branchScale(layer);
      double[][] branch = map(z, u -> scale * phi.value(u));
      a = network.skips(layer) ? map(a, branch, Double::sum) : branch;
    }
  }

  /** Sums shifted and scaled to mean 0 and variance 1, each unit or each example for itself. */
  private static final class Lines {
    final double[][] values;
    private final Normalization by;
    private final double[] deviations;

    Lines(Normalization by, double[][] sums) {
      this.by = by;
      double[][] lines = turned(sums);
      deviations = new double[lines.length];
      for (int i = 0; i < lines.length && by != Normalization.NONE; i++) {
        double mean = StatUtils.mean(lines[i]);
        double deviation =
            Math.sqrt(StatUtils.populationVariance(lines[i]) + Normalization.EPSILON);
        deviations[i] = deviation;
        lines[i] = DoubleStream.of(lines[i]).map(x -> (x - mean) / deviation).toArray();
      }
      values = turned(lines);
    }

    double[][] backward(double[][] gradient) {
      if (by == Normalization.NONE) {
        return gradient;
      }
      double[][] g = turned(gradient);
      double[][] z = turned(values);
      for (int i = 0; i < g.length; i++) {
        double mean = StatUtils.mean(g[i]);
        double along = 0;
        for (int j = 0; j < g[i].length; j++) {
          along += g[i][j] * z[i][j] / g[i].length;
        }
        for (int j = 0; j < g[i].length; j++) {
          g[i][j] = (g[i][j] - mean - z[i][j] * along) / deviations[i];
        }
      }
      return turned(g);
    }

    private double[][] turned(double[][] m) {
      return by == Normalization.BATCH ? transposed(m) : m.clone();
    }
  }

  private double[][] weights(int fanIn, int fanOut) {
    double[] w = new double[fanIn * fanOut];
    var initializer = network.initializer();
    initializer.type().fill(random, fanIn, fanOut, initializer.array(), w);
    double[][] rows = new double[fanIn][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(w, i * fanOut, (i + 1) * fanOut));
    return rows;
  }

  /** Random directions with the given mean square. */
  private double[][] vectors(int count, int size, double meanSquare) {
    var gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    double[][] vectors = new double[count][];
    for (int i = 0; i < count; i++) {
      double[] x = gaussian.samples(size).toArray();
      double scale = Math.sqrt(meanSquare / meanSquare(new double[][] {x}));
      vectors[i] = DoubleStream.of(x).map(v -> scale * v).toArray();
    }
    return vectors;
  }

  private static double[][] times(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      double[] row = product[i];
      for (int k = 0; k < b.length; k++) {
        double factor = a[i][k];
        double[] other = b[k];
        for (int j = 0; j < row.length; j++) {
          row[j] += factor * other[j];
        }
      }
    }
    return product;
  }

  private static double[][] timesTransposed(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b.length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < b.length; k++) {
        double sum = 0;
        for (int j = 0; j < a[i].length; j++) {
          sum += a[i][j] * b[k][j];
        }
        product[i][k] = sum;
      }
    }
    return product;
  }

  private static double[][] transposed(double[][] m) {
    double[][] t = new double[m[0].length][m.length];
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < t.length; j++) {
        t[j][i] = m[i][j];
      }
    }
    return t;
  }

  private static double[][] map(double[][] m, DoubleUnaryOperator f) {
    return map(m, m, (x, same) -> f.applyAsDouble(x));
  }

  private static double[][] map(
      double[][] a, double[][] b, java.util.function.DoubleBinaryOperator f) {
    double[][] result = new double[a.length][a[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < result[i].length; j++) {
        result[i][j] = f.applyAsDouble(a[i][j], b[i][j]);
      }
    }
    return result;
  }

  private static double meanSquare(double[][] m) {
    double sum = 0;
    for (double[] row : m) {
      sum += StatUtils.sumSq(row) / row.length;
    }
    return sum / m.length;
  }
}
