package org.gradientatlas.train.dl4j;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.measure.StepStats;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.InitialWeights;
import org.gradientatlas.train.Network;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A MultiLayerNetwork in training. Parameters and gradients are flat vectors in Deeplearning4j's
 * order.
 */
public final class Dl4jNetwork implements Network {
  private final Trial trial;
  private final MultiLayerNetwork network;
  private final List<Slice> slices;
  private final List<Tape> tapes;
  private final WatchedLoss loss;
  private final ReferenceOptimizer descent;
  private ClippedGradient last;

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
    int size = slices.get(slices.size() - 1).end();
    this.descent =
        new ReferenceOptimizer(trial.descent().optimizer(), trial.descent().learningRate(), size);
    this.last = new ClippedGradient(new double[size], new double[size]);
  }

  /** The underlying network. */
  public MultiLayerNetwork network() {
    return network;
  }

  void start(InitialWeights initial) {
    Copies.assign(network.params(), flat(initial));
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

  /** Where a layer's weights begin in the flat vectors. */
  public int from(int layer) {
    return slices.get(layer - 1).from();
  }

  /** The first index after a layer's weights. */
  public int to(int layer) {
    return slices.get(layer - 1).bias();
  }

  /** A copy of the optimizer's state. */
  public double[] state() {
    return descent.state();
  }

  /** Adopts another network's parameters and optimizer state. */
  public void set(double[] parameters, double[] state) {
    Copies.assign(network.params(), parameters);
    descent.restore(state);
  }

  /** A copy of the gradient of the last step, a mean over its batch. */
  public double[] gradient() {
    return last.raw().clone();
  }

  /** The same gradient after clipping. */
  public double[] clippedGradient() {
    return last.clipped().clone();
  }

  /** A gradient, clipped at the current parameters. */
  public double[] clipped(double[] gradient) {
    return clip(gradient).clipped();
  }

  @Override
  public void probe(Batch batch, double[] cotangents, Consumer<LayerStats> layers) {
    loss.use(WatchedLoss::linear);
    double[] gradient = backpropagate(new Examples(batch), cotangents, true);
    measure(Phase.PROBE, 0, new ClippedGradient(gradient, gradient), nothing(), layers);
  }

  @Override
  public StepStats train(Batch batch, int step, boolean record, Consumer<LayerStats> layers) {
    loss.use(trial.descent().loss()::loss);
    var examples = new Examples(batch);
    double[] targets = examples.targets();
    var gradient = clip(backpropagate(examples, targets, record));
    boolean finite = Double.isFinite(network.score()) && gradient.finite();
    if (!finite && !record) {
      gradient = clip(backpropagate(examples, targets, true));
    }
    last = gradient;
    double[] update = finite ? descent.update(gradient.clipped(), step + 1) : nothing();
    var stats = StepStats.unrecorded(step, network.score(), finite);
    if (record || !finite) {
      stats = measure(examples, stats, gradient, update);
      measure(Phase.TRAIN, step, gradient, update, layers);
    }
    if (finite) {
      subtract(update);
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

  private ClippedGradient clip(double[] gradient) {
    return ClippedGradient.of(gradient, parameters(), slices, trial.descent().clip());
  }

  private void subtract(double[] update) {
    try (INDArray amount = matrix(update, 1)) {
      network.params().subi(amount.reshape(network.params().shape()));
    }
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
        sumOfSizes(update) / sumOfSizes(parameters()),
        stats.finite());
  }

  private void measure(
      Phase phase,
      int step,
      ClippedGradient gradient,
      double[] update,
      Consumer<LayerStats> layers) {
    var measurement = new LayerMeasurement(trial, phase, step, parameters(), gradient, update);
    for (int i = 0; i < slices.size(); i++) {
      layers.accept(measurement.row(slices.get(i), tapes.get(i)));
      tapes.get(i).clear();
    }
  }

  /** The sum of |v| over the weights of all layers. */
  private double sumOfSizes(double[] flat) {
    return slices.stream().mapToDouble(s -> LayerMeasurement.sumOfSizes(s.weights(flat))).sum();
  }

  /** A copy of the parameters. */
  public double[] parameters() {
    return Copies.rowMajor(network.params());
  }

  /** The update of a step that makes none: all NaN. */
  private double[] nothing() {
    double[] update = new double[(int) network.numParams()];
    Arrays.fill(update, Double.NaN);
    return update;
  }

  private INDArray matrix(double[] rowMajor, int rows) {
    INDArray matrix =
        Nd4j.createUninitialized(
            network.params().dataType(), new long[] {rows, rowMajor.length / rows}, 'c');
    Copies.assign(matrix, rowMajor);
    return matrix;
  }
}
