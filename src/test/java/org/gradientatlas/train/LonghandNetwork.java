package org.gradientatlas.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.measure.StepStats;
import org.gradientatlas.study.Trial;

/**
 * Forward, backward, clip and update written out one number at a time, in double precision whatever
 * the trial's: nothing here is shared with an engine but the formulas of the axes.
 */
final class LonghandNetwork implements Network {
  private final Trial trial;
  final List<LonghandLayer> layers = new ArrayList<>();

  LonghandNetwork(Trial trial, Batch first) {
    this.trial = trial;
    var weights = InitialWeights.of(trial, first);
    int fanIn = first.data().width();
    for (int layer = 1; layer <= trial.network().depth() + 1; layer++) {
      int fanOut =
          layer <= trial.network().depth() ? trial.network().width() : first.data().outputs();
      layers.add(new LonghandLayer(trial, layer, fanIn, fanOut, weights));
      fanIn = fanOut;
    }
  }

  @Override
  public void probe(Batch batch, double[] cotangents, Consumer<LayerStats> rows) {
    forward(batch, true);
    layers.forEach(LonghandLayer::remember);
    double[][] deltas = new double[batch.count()][];
    for (int i = 0; i < batch.count(); i++) {
      int n = outputLayer().fanOut;
      deltas[i] = Arrays.copyOfRange(cotangents, i * n, (i + 1) * n);
    }
    backward(deltas);
    layers.forEach(layer -> rows.accept(layer.row(Phase.PROBE, 0)));
  }

  @Override
  public StepStats train(Batch batch, int step, boolean record, Consumer<LayerStats> rows) {
    double loss = gradient(batch);
    clip();
    boolean finite = Double.isFinite(loss) && layers.stream().allMatch(LonghandLayer::finite);
    layers.forEach(layer -> layer.computeUpdate(finite ? step + 1 : -1));
    StepStats stats = StepStats.unrecorded(step, loss, finite);
    if (record || !finite) {
      stats = stats(batch, step, loss, finite);
      layers.forEach(layer -> rows.accept(layer.row(Phase.TRAIN, step)));
    }
    if (finite) {
      layers.forEach(LonghandLayer::applyUpdate);
      layers.forEach(LonghandLayer::remember);
    }
    return stats;
  }

  /** Leaves the gradient of the mean loss in the layers. */
  double gradient(Batch batch) {
    double[][] z = forward(batch, true);
    double[][] deltas = new double[batch.count()][outputLayer().fanOut];
    double loss = 0;
    for (int i = 0; i < batch.count(); i++) {
      loss += trial.descent().loss().loss(z[i], target(batch, i), deltas[i]);
    }
    backward(deltas);
    return loss / batch.count();
  }

  @Override
  public Score score(Batch batch) {
    double[][] z = forward(batch, false);
    double loss = 0;
    for (int i = 0; i < batch.count(); i++) {
      loss += trial.descent().loss().loss(z[i], target(batch, i), new double[z[i].length]);
    }
    return new Score(loss, correct(batch, z));
  }

  @Override
  public void close() {}

  /** The output layer's pre-activations. */
  private double[][] forward(Batch batch, boolean training) {
    Dataset data = batch.data();
    double[][] a = new double[batch.count()][data.width()];
    for (int i = 0; i < batch.count(); i++) {
      for (int k = 0; k < data.width(); k++) {
        a[i][k] = data.features()[batch.rows()[i] * data.width() + k];
      }
    }
    for (LonghandLayer layer : layers) {
      a = layer.forward(a, training);
    }
    return a;
  }

  private void backward(double[][] outputDeltas) {
    double[][] backwards = outputDeltas;
    for (int i = layers.size() - 1; i >= 0; i--) {
      backwards = layers.get(i).backward(backwards);
    }
  }

  private void clip() {
    double[] p = trial.descent().clip().array();
    double squares = layers.stream().mapToDouble(LonghandLayer::gradientSquares).sum();
    for (LonghandLayer layer : layers) {
      double norm = Math.sqrt(layer.gradientSquares());
      double scale = trial.descent().clip().type().scale(norm, Math.sqrt(squares), p);
      layer.clip(scale, trial.descent().clip().type().bound(p));
    }
  }

  private StepStats stats(Batch batch, int step, double loss, boolean finite) {
    double squares = 0;
    double clippedSquares = 0;
    double product = 0;
    long changed = 0;
    long entries = 0;
    double updates = 0;
    double weights = 0;
    for (LonghandLayer layer : layers) {
      for (LonghandLayer.Entry e : layer.entries()) {
        squares += e.gradient() * e.gradient();
        clippedSquares += e.clipped() * e.clipped();
        product += e.gradient() * e.clipped();
        changed += e.gradient() == e.clipped() ? 0 : 1;
        entries++;
        updates += e.weight() ? Math.abs(e.update()) : 0;
        weights += e.weight() ? Math.abs(e.value()) : 0;
      }
    }
    double norm = Math.sqrt(squares);
    double clippedNorm = Math.sqrt(clippedSquares);
    double accuracy =
        batch.data().classification()
            ? correct(batch, outputLayer().z) / (double) batch.count()
            : Double.NaN;
    return new StepStats(
        step,
        loss,
        accuracy,
        norm,
        clippedNorm,
        changed / (double) entries,
        product / (norm * clippedNorm),
        updates / weights,
        finite);
  }

  private LonghandLayer outputLayer() {
    return layers.get(layers.size() - 1);
  }

  private static double[] target(Batch batch, int i) {
    double[] target = new double[batch.data().outputs()];
    batch.data().targets().copy(batch.rows()[i], target, 0);
    return target;
  }

  private static int correct(Batch batch, double[][] z) {
    int correct = 0;
    for (int i = 0; batch.data().classification() && i < batch.count(); i++) {
      int best = 0;
      for (int j = 1; j < z[i].length; j++) {
        best = z[i][j] > z[i][best] ? j : best;
      }
      correct += best == batch.data().label(batch.rows()[i]) ? 1 : 0;
    }
    return correct;
  }
}
