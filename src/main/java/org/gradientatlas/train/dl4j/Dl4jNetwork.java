package org.gradientatlas.train.dl4j;

import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.measure.StepStats;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.InitialWeights;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A MultiLayerNetwork in training. Parameters and gradients are flat vectors in Deeplearning4j's
 * order.
 */
final class Dl4jNetwork implements FlatNetwork {
  private final Trial trial;
  private final MultiLayerNetwork network;
  private final List<Slice> slices;
  private final List<Tape> tapes;
  private final WatchedLoss loss;
  private final Descent descent;

  /**
   * @param slices one per layer
   * @param tapes one per layer, the last written by {@code loss}
   */
  Dl4jNetwork(
      Trial trial,
      MultiLayerNetwork network,
      List<Slice> slices,
      List<Tape> tapes,
      WatchedLoss loss) {
    this.trial = trial;
    this.network = network;
    this.slices = slices;
    this.tapes = tapes;
    this.loss = loss;
    this.descent = new Descent(trial, network, slices);
  }

  @Override
  public MultiLayerNetwork model() {
    return network;
  }

  @Override
  public Descent descent() {
    return descent;
  }

  @Override
  public double[] of(LayerStats.Place row, double[] flat) {
    return slices.get(row.layer() - 1).weights(flat);
  }

  @Override
  public double[] learned(double[] flat) {
    return flat;
  }

  void start(InitialWeights initial) {
    descent.start(flat(initial));
  }

  /** The initial parameters, in the order of {@link Slice}. */
  private double[] flat(InitialWeights initial) {
    double[] flat = new double[slices.get(slices.size() - 1).end()];
    for (Slice slice : slices) {
      double[] w = initial.weights(slice.layer());
      for (int i = 0; i < w.length; i++) {
        flat[slice.weight(i / slice.fanOut(), i % slice.fanOut())] = w[i];
      }
      double[] b = initial.biases(slice.layer());
      System.arraycopy(b, 0, flat, slice.bias(), b.length);
    }
    return flat;
  }

  @Override
  public void probe(Batch batch, double[] cotangents, Consumer<LayerStats> layers) {
    loss.use(WatchedLoss::linear);
    double[] gradient = backpropagate(new Examples(batch), cotangents, true);
    measure(Phase.PROBE, 0, new ClippedGradient(gradient, gradient), descent.nothing(), layers);
  }

  @Override
  public StepStats train(Batch batch, int step, boolean record, Consumer<LayerStats> layers) {
    loss.use(trial.descent().loss()::loss);
    var examples = new Examples(batch);
    double[] targets = examples.targets();
    var gradient = descent.clip(backpropagate(examples, targets, record));
    boolean finite = Double.isFinite(network.score()) && gradient.finite();
    if (!finite && !record) {
      gradient = descent.clip(backpropagate(examples, targets, true));
    }
    double[] update = descent.update(gradient, finite, step);
    var stats = StepStats.unrecorded(step, network.score(), finite);
    if (record || !finite) {
      stats = measure(examples, stats, gradient, update);
      measure(Phase.TRAIN, step, gradient, update, layers);
    }
    if (finite) {
      descent.subtract(update);
    }
    return stats;
  }

  @Override
  public Score score(Batch batch) {
    var examples = new Examples(batch);
    try (INDArray x = matrix(examples.features(), examples.count());
        INDArray output = network.output(x)) {
      double[] z = Copies.rowMajor(output);
      return new Score(examples.loss(trial.descent().loss(), z), examples.correct(z));
    }
  }

  /** Replaces MultiLayerNetwork.close(), which runs the garbage collector twice. */
  @Override
  public void close() {
    network.params().close();
    network.getFlattenedGradients().close();
    var workspaces = Nd4j.getWorkspaceManager();
    workspaces.getAllWorkspacesForCurrentThread().forEach(workspaces::destroyWorkspace);
  }

  /**
   * Forward and backward through Deeplearning4j.
   *
   * @return the gradient, a mean over the batch
   */
  private double[] backpropagate(Examples examples, double[] targets, boolean record) {
    tapes.forEach(tape -> tape.record(record));
    try (INDArray x = matrix(examples.features(), examples.count());
        INDArray y = matrix(targets, examples.count())) {
      network.setInput(x);
      network.setLabels(y);
      network.computeGradientAndScore();
      network.clear();
    }
    // Deeplearning4j sums over the batch; we want the mean.
    return Copies.rowMajor(network.getFlattenedGradients().divi(examples.count()));
  }

  private StepStats measure(
      Examples examples, StepStats stats, ClippedGradient gradient, double[] update) {
    double[] z = tapes.get(trial.network().depth()).preactivations();
    return new StepStats(
        stats.step(),
        stats.loss(),
        examples.accuracy(z),
        gradient.l2(),
        gradient.clippedL2(),
        gradient.changed(0, update.length),
        gradient.cosine(),
        sumOfSizes(update) / sumOfSizes(descent.parameters()),
        stats.finite());
  }

  private void measure(
      Phase phase,
      int step,
      ClippedGradient gradient,
      double[] update,
      Consumer<LayerStats> layers) {
    var measurement =
        new LayerMeasurement(trial, phase, step, descent.parameters(), gradient, update);
    for (int i = 0; i < slices.size(); i++) {
      layers.accept(measurement.row(slices.get(i), tapes.get(i)));
      tapes.get(i).clear();
    }
  }

  /** The sum of |v| over the weights of all layers. */
  private double sumOfSizes(double[] flat) {
    return slices.stream().mapToDouble(s -> LayerMeasurement.sumOfSizes(s.weights(flat))).sum();
  }

  private INDArray matrix(double[] rowMajor, int rows) {
    INDArray matrix =
        Nd4j.createUninitialized(
            network.params().dataType(), new long[] {rows, rowMajor.length / rows}, 'c');
    Copies.assign(matrix, rowMajor);
    return matrix;
  }
}
