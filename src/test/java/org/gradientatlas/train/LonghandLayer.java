package org.gradientatlas.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.measure.GradientStats;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.MagnitudeHistogram;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.study.Trial;

/** One layer of a {@link LonghandNetwork}; matrices are [row][column], w is [fanIn][fanOut]. */
final class LonghandLayer {
  /** One parameter: its value before the update, and what a step does to it. */
  record Entry(boolean weight, double value, double gradient, double clipped, double update) {}

  private static final double[][] NONE = {};

  final int layer;
  final int fanIn;
  final int fanOut;
  final double[][] w;

  /** Biases, then gains, then the scale of the skip, as far as the layer has them. */
  final double[] rest;

  final double[][] gradW;
  final double[] gradRest;
  double[][] z = NONE;
  private final Trial trial;
  private final boolean hidden;
  private final boolean skips;
  private final boolean normalizes;
  private final int biases;
  private final int gains;
  private final LonghandNormalization normalization;
  private final double[][] clippedW;
  private final double[] clippedRest;
  private final double[][] updateW;
  private final double[] updateRest;
  private final double[] state;
  private double[][] input = NONE;
  private double[][] a = NONE;
  private double[][] normalized = NONE;
  private double[][] delta = NONE;

  LonghandLayer(Trial trial, int layer, int fanIn, int fanOut, InitialWeights weights) {
    this.trial = trial;
    this.layer = layer;
    this.fanIn = fanIn;
    this.fanOut = fanOut;
    this.hidden = layer <= trial.network().depth();
    this.w = new double[fanIn][fanOut];
    this.skips = hidden && layer > 1 && trial.network().residual().type() != Residual.NONE;
    this.normalizes = hidden && trial.network().normalization() != Normalization.NONE;
    this.normalization = new LonghandNormalization(trial.network().normalization());
    this.biases = trial.network().bias() ? fanOut : 0;
    this.gains = normalizes ? fanOut : 0;
    this.rest = new double[biases + gains + (learnsScale() ? 1 : 0)];
    System.arraycopy(weights.biases(layer), 0, rest, 0, biases);
    Arrays.fill(rest, biases, biases + gains, 1);
    this.gradW = new double[fanIn][fanOut];
    this.gradRest = new double[rest.length];
    this.clippedW = new double[fanIn][fanOut];
    this.clippedRest = new double[rest.length];
    this.updateW = new double[fanIn][fanOut];
    this.updateRest = new double[rest.length];
    this.state =
        new double[(fanIn * fanOut + rest.length) * trial.descent().optimizer().type().slots()];
    double[] initial = weights.weights(layer);
    for (int i = 0; i < fanIn; i++) {
      System.arraycopy(initial, i * fanOut, w[i], 0, fanOut);
    }
  }

  double[][] forward(double[][] in, boolean training) {
    input = in;
    double[][] u = new double[in.length][fanOut];
    for (int n = 0; n < in.length; n++) {
      for (int j = 0; j < fanOut; j++) {
        for (int i = 0; i < fanIn; i++) {
          u[n][j] += in[n][i] * w[i][j];
        }
      }
    }
    if (normalizes) {
      normalized = training ? normalization.normalize(u) : normalization.evaluate(u);
    }
    z = new double[in.length][fanOut];
    a = new double[in.length][fanOut];
    for (int n = 0; n < in.length; n++) {
      for (int j = 0; j < fanOut; j++) {
        z[n][j] = (normalizes ? gain(j) * normalized[n][j] : u[n][j]) + (biases > 0 ? rest[j] : 0);
        a[n][j] = skips ? in[n][j] + scale() * phi(z[n][j]) : phi(z[n][j]);
      }
    }
    return a;
  }

  private double gain(int unit) {
    return rest[biases + unit];
  }

  private boolean learnsScale() {
    return skips && trial.network().residual().type() == Residual.REZERO;
  }

  private double scale() {
    return switch (trial.network().residual().type()) {
      case NONE -> 1;
      case SCALED -> trial.network().residual().values().get(0);
      case DEPTH_SCALED -> 1 / Math.sqrt(trial.network().depth());
      case REZERO -> rest[rest.length - 1];
    };
  }

  private double phi(double sum) {
    return hidden ? activation().value(sum, trial.network().activation().array()) : sum;
  }

  void remember() {
    if (normalizes) {
      normalization.remember();
    }
  }

  /**
   * @param above dLoss/da, one row an example
   * @return the same for the layer below
   */
  double[][] backward(double[][] above) {
    int batch = above.length;
    Arrays.fill(gradRest, 0);
    delta = new double[batch][fanOut];
    double[][] byU = new double[batch][fanOut];
    for (int n = 0; n < batch; n++) {
      for (int j = 0; j < fanOut; j++) {
        double byPhi = skips ? scale() * above[n][j] : above[n][j];
        delta[n][j] = byPhi * (hidden ? derivative(z[n][j]) : 1);
        byU[n][j] = normalizes ? gain(j) * delta[n][j] : delta[n][j];
        if (biases > 0) {
          gradRest[j] += delta[n][j] / batch;
        }
        if (normalizes) {
          gradRest[biases + j] += delta[n][j] * normalized[n][j] / batch;
        }
        if (learnsScale()) {
          gradRest[rest.length - 1] += above[n][j] * phi(z[n][j]) / batch;
        }
      }
    }
    return throughWeights(normalizes ? normalization.backward(byU) : byU, above);
  }

  private double[][] throughWeights(double[][] byU, double[][] above) {
    int batch = byU.length;
    double[][] below = new double[batch][fanIn];
    for (int i = 0; i < fanIn; i++) {
      for (int j = 0; j < fanOut; j++) {
        gradW[i][j] = 0;
        for (int n = 0; n < batch; n++) {
          gradW[i][j] += input[n][i] * byU[n][j] / batch;
          below[n][i] += w[i][j] * byU[n][j];
        }
      }
      for (int n = 0; n < batch && skips; n++) {
        below[n][i] += above[n][i];
      }
    }
    return below;
  }

  boolean finite() {
    return entries().stream()
        .allMatch(e -> Double.isFinite(e.gradient()) && Double.isFinite(e.clipped()));
  }

  double gradientSquares() {
    return entries().stream().mapToDouble(e -> e.gradient() * e.gradient()).sum();
  }

  void clip(double scale, double bound) {
    for (int j = 0; j < fanOut; j++) {
      for (int i = 0; i < fanIn; i++) {
        clippedW[i][j] = clamp(scale * unitScale(j) * gradW[i][j], bound);
      }
    }
    clipRest(0, biases, scale, bound);
    clipRest(biases, biases + gains, scale, bound);
    clipRest(biases + gains, rest.length, scale, bound);
  }

  private void clipRest(int from, int to, double scale, double bound) {
    double ofUnit =
        unitScale(Arrays.copyOfRange(rest, from, to), Arrays.copyOfRange(gradRest, from, to));
    for (int j = from; j < to; j++) {
      clippedRest[j] = clamp(scale * ofUnit * gradRest[j], bound);
    }
  }

  /** Of column j, or of all if there is one row. */
  private double unitScale(int j) {
    return fanIn == 1 ? unitScale(w[0], gradW[0]) : unitScale(column(w, j), column(gradW, j));
  }

  private static double[] column(double[][] matrix, int j) {
    return Arrays.stream(matrix).mapToDouble(row -> row[j]).toArray();
  }

  private double unitScale(double[] parameters, double[] gradient) {
    double[] p = trial.descent().clip().array();
    double g = Math.sqrt(summary(gradient).getSumsq());
    double v = Math.sqrt(summary(parameters).getSumsq());
    return hidden ? trial.descent().clip().type().unitScale(g, v, p) : 1;
  }

  private static double clamp(double g, double bound) {
    if (g > bound) {
      return bound;
    }
    return g < -bound ? -bound : g;
  }

  /**
   * @param t the number of this update; negative when none is made
   */
  void computeUpdate(int t) {
    int slots = trial.descent().optimizer().type().slots();
    int at = 0;
    for (int i = 0; i < fanIn; i++) {
      for (int j = 0; j < fanOut; j++) {
        updateW[i][j] = t < 0 ? Double.NaN : update(clippedW[i][j], t, slots * at++);
      }
    }
    for (int j = 0; j < rest.length; j++) {
      updateRest[j] = t < 0 ? Double.NaN : update(clippedRest[j], t, slots * at++);
    }
  }

  private double update(double g, int t, int at) {
    double[] p = trial.descent().optimizer().array();
    return trial
        .descent()
        .optimizer()
        .type()
        .update(g, trial.descent().learningRate(), t, state, at, p);
  }

  void applyUpdate() {
    for (int i = 0; i < fanIn; i++) {
      for (int j = 0; j < fanOut; j++) {
        w[i][j] -= updateW[i][j];
      }
    }
    for (int j = 0; j < rest.length; j++) {
      rest[j] -= updateRest[j];
    }
  }

  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < fanIn; i++) {
      for (int j = 0; j < fanOut; j++) {
        entries.add(new Entry(true, w[i][j], gradW[i][j], clippedW[i][j], updateW[i][j]));
      }
    }
    for (int j = 0; j < rest.length; j++) {
      entries.add(new Entry(false, rest[j], gradRest[j], clippedRest[j], updateRest[j]));
    }
    return entries;
  }

  LayerStats row(Phase phase, int step) {
    boolean train = phase == Phase.TRAIN;
    List<Entry> entries = entries();
    double changed = entries.stream().filter(e -> e.gradient() != e.clipped()).count();
    double updates = Arrays.stream(updateW).flatMapToDouble(Arrays::stream).map(Math::abs).sum();
    double sizes = Arrays.stream(w).flatMapToDouble(Arrays::stream).map(Math::abs).sum();
    return new LayerStats(
        new LayerStats.Place(phase, step, layer, fanIn, fanOut),
        new LayerStats.Forward(
            distribution(z),
            distribution(a),
            hidden ? saturated() : Double.NaN,
            hidden ? dead() : Double.NaN),
        new LayerStats.Backward(
            Math.sqrt(summary(delta).getSumsq() / (delta.length * fanOut)),
            biases > 0
                ? Math.sqrt(summary(Arrays.copyOf(gradRest, biases)).getSumsq())
                : Double.NaN),
        gradientStats(),
        new LayerStats.Clipping(
            train ? Math.sqrt(summary(clippedW).getSumsq()) : Double.NaN,
            train ? changed / entries.size() : Double.NaN),
        new LayerStats.Weights(
            Math.sqrt(summary(w).getSumsq()),
            train ? Math.max(summary(w).getMax(), -summary(w).getMin()) : Double.NaN,
            train ? updates / sizes : Double.NaN));
  }

  private static LayerStats.Distribution distribution(double[][] values) {
    SummaryStatistics s = summary(values);
    return new LayerStats.Distribution(s.getMean(), Math.sqrt(s.getPopulationVariance()));
  }

  private GradientStats gradientStats() {
    double[] g = Arrays.stream(gradW).flatMapToDouble(Arrays::stream).toArray();
    double smallest = trial.training().precision().smallestNormal();
    SummaryStatistics s = summary(g);
    var values =
        new GradientStats.Values(
            Math.sqrt(s.getSumsq()),
            s.getMean(),
            Math.sqrt(s.getPopulationVariance()),
            Arrays.stream(g).map(Math::abs).sum() / g.length,
            s.getMin(),
            s.getMax());
    var classes =
        new GradientStats.Classes(
            share(g, v -> v == 0),
            share(g, v -> v != 0 && Math.abs(v) < smallest),
            Arrays.stream(g).filter(v -> !Double.isFinite(v)).count());
    return new GradientStats(values, classes, MagnitudeHistogram.of(g));
  }

  private double saturated() {
    double steepest = activation().steepest(trial.network().activation().array());
    double[] all = Arrays.stream(z).flatMapToDouble(Arrays::stream).toArray();
    return share(all, v -> Math.abs(derivative(v)) < 0.05 * steepest);
  }

  private double dead() {
    int dead = 0;
    for (int j = 0; j < fanOut; j++) {
      int unit = j;
      dead += Arrays.stream(z).allMatch(row -> derivative(row[unit]) == 0) ? 1 : 0;
    }
    return dead / (double) fanOut;
  }

  private Activation activation() {
    return trial.network().activation().type();
  }

  private double derivative(double v) {
    return activation().derivative(v, trial.network().activation().array());
  }

  private static double share(double[] values, java.util.function.DoublePredicate test) {
    return Arrays.stream(values).filter(test).count() / (double) values.length;
  }

  private static SummaryStatistics summary(double[]... rows) {
    var summary = new SummaryStatistics();
    for (double[] row : rows) {
      for (double v : row) {
        summary.addValue(v);
      }
    }
    return summary;
  }
}
