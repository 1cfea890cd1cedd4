package org.gradientatlas.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.gradientatlas.axis.Activation;
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
  final double[] b;
  final double[][] gradW;
  final double[] gradB;
  double[][] z = NONE;
  private final Trial trial;
  private final boolean hidden;
  private final double[][] clippedW;
  private final double[] clippedB;
  private final double[][] updateW;
  private final double[] updateB;
  private final double[] state;
  private double[][] input = NONE;
  private double[][] a = NONE;
  private double[][] delta = NONE;

  LonghandLayer(Trial trial, int layer, int fanIn, int fanOut) {
    this.trial = trial;
    this.layer = layer;
    this.fanIn = fanIn;
    this.fanOut = fanOut;
    this.hidden = layer <= trial.depth();
    this.w = new double[fanIn][fanOut];
    this.b = InitialWeights.biases(trial, layer, trial.bias() ? fanOut : 0);
    this.gradW = new double[fanIn][fanOut];
    this.gradB = new double[b.length];
    this.clippedW = new double[fanIn][fanOut];
    this.clippedB = new double[b.length];
    this.updateW = new double[fanIn][fanOut];
    this.updateB = new double[b.length];
    this.state = new double[(fanIn * fanOut + b.length) * trial.optimizer().type().slots()];
    double[] initial = InitialWeights.of(trial, layer, fanIn, fanOut);
    for (int i = 0; i < fanIn; i++) {
      System.arraycopy(initial, i * fanOut, w[i], 0, fanOut);
    }
  }

  double[][] forward(double[][] in) {
    input = in;
    z = new double[in.length][fanOut];
    a = new double[in.length][fanOut];
    for (int n = 0; n < in.length; n++) {
      for (int j = 0; j < fanOut; j++) {
        double sum = trial.bias() ? b[j] : 0;
        for (int i = 0; i < fanIn; i++) {
          sum += in[n][i] * w[i][j];
        }
        z[n][j] = sum;
        a[n][j] = hidden ? activation().value(sum, trial.activation().array()) : sum;
      }
    }
    return a;
  }

  /**
   * @param above dLoss/da, one row an example
   * @return the same for the layer below
   */
  double[][] backward(double[][] above) {
    int batch = above.length;
    delta = new double[batch][fanOut];
    double[][] below = new double[batch][fanIn];
    for (int n = 0; n < batch; n++) {
      for (int j = 0; j < fanOut; j++) {
        delta[n][j] = above[n][j] * (hidden ? derivative(z[n][j]) : 1);
        for (int i = 0; i < fanIn; i++) {
          below[n][i] += w[i][j] * delta[n][j];
        }
      }
    }
    for (int j = 0; j < fanOut; j++) {
      for (int i = 0; i < fanIn; i++) {
        gradW[i][j] = 0;
        for (int n = 0; n < batch; n++) {
          gradW[i][j] += input[n][i] * delta[n][j] / batch;
        }
      }
      if (trial.bias()) {
        gradB[j] = 0;
        for (int n = 0; n < batch; n++) {
          gradB[j] += delta[n][j] / batch;
        }
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
      if (trial.bias()) {
        clippedB[j] = clamp(scale * unitScale(b, gradB) * gradB[j], bound);
      }
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
    double[] p = trial.clip().array();
    double g = Math.sqrt(summary(gradient).getSumsq());
    double v = Math.sqrt(summary(parameters).getSumsq());
    return hidden ? trial.clip().type().unitScale(g, v, p) : 1;
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
    int slots = trial.optimizer().type().slots();
    int at = 0;
    for (int i = 0; i < fanIn; i++) {
      for (int j = 0; j < fanOut; j++) {
        updateW[i][j] = t < 0 ? Double.NaN : update(clippedW[i][j], t, slots * at++);
      }
    }
    for (int j = 0; j < b.length; j++) {
      updateB[j] = t < 0 ? Double.NaN : update(clippedB[j], t, slots * at++);
    }
  }

  private double update(double g, int t, int at) {
    double[] p = trial.optimizer().array();
    return trial.optimizer().type().update(g, trial.learningRate(), t, state, at, p);
  }

  void applyUpdate() {
    for (int i = 0; i < fanIn; i++) {
      for (int j = 0; j < fanOut; j++) {
        w[i][j] -= updateW[i][j];
      }
    }
    for (int j = 0; j < b.length; j++) {
      b[j] -= updateB[j];
    }
  }

  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < fanIn; i++) {
      for (int j = 0; j < fanOut; j++) {
        entries.add(new Entry(true, w[i][j], gradW[i][j], clippedW[i][j], updateW[i][j]));
      }
    }
    for (int j = 0; j < b.length; j++) {
      entries.add(new Entry(false, b[j], gradB[j], clippedB[j], updateB[j]));
    }
    return entries;
  }

  LayerStats row(Phase phase, int step) {
    boolean train = phase == Phase.TRAIN;
    SummaryStatistics zs = summary(z);
    SummaryStatistics as = summary(a);
    List<Entry> entries = entries();
    double changed = entries.stream().filter(e -> e.gradient() != e.clipped()).count();
    double updates = Arrays.stream(updateW).flatMapToDouble(Arrays::stream).map(Math::abs).sum();
    double sizes = Arrays.stream(w).flatMapToDouble(Arrays::stream).map(Math::abs).sum();
    return new LayerStats(
        phase,
        step,
        layer,
        fanIn,
        fanOut,
        Math.sqrt(summary(delta).getSumsq() / (delta.length * fanOut)),
        gradientStats(),
        trial.bias() ? Math.sqrt(summary(gradB).getSumsq()) : Double.NaN,
        train ? Math.sqrt(summary(clippedW).getSumsq()) : Double.NaN,
        train ? changed / entries.size() : Double.NaN,
        zs.getMean(),
        Math.sqrt(zs.getPopulationVariance()),
        as.getMean(),
        Math.sqrt(as.getPopulationVariance()),
        hidden ? saturated() : Double.NaN,
        hidden ? dead() : Double.NaN,
        Math.sqrt(summary(w).getSumsq()),
        train ? Math.max(summary(w).getMax(), -summary(w).getMin()) : Double.NaN,
        train ? updates / sizes : Double.NaN);
  }

  private GradientStats gradientStats() {
    double[] g = Arrays.stream(gradW).flatMapToDouble(Arrays::stream).toArray();
    double smallest = trial.training().precision().smallestNormal();
    SummaryStatistics s = summary(g);
    return new GradientStats(
        Math.sqrt(s.getSumsq()),
        s.getMean(),
        Math.sqrt(s.getPopulationVariance()),
        Arrays.stream(g).map(Math::abs).sum() / g.length,
        s.getMin(),
        s.getMax(),
        share(g, v -> v == 0),
        share(g, v -> v != 0 && Math.abs(v) < smallest),
        Arrays.stream(g).filter(v -> !Double.isFinite(v)).count(),
        MagnitudeHistogram.of(g));
  }

  private double saturated() {
    double steepest = activation().steepest(trial.activation().array());
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
    return trial.activation().type();
  }

  private double derivative(double v) {
    return activation().derivative(v, trial.activation().array());
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
