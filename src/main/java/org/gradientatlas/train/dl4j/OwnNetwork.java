package org.gradientatlas.train.dl4j;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.axis.architecture.OwnModel;
import org.gradientatlas.axis.architecture.TensorRole;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.measure.StepStats;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.ModelFile;
import org.gradientatlas.train.dl4j.own.OwnFit;
import org.gradientatlas.train.dl4j.own.OwnGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network of the user's in training, as a ComputationGraph. Deeplearning4j runs forward and
 * backward; loss, clipping and the optimizer are the study's.
 */
final class OwnNetwork implements FlatNetwork {
  private final Trial trial;
  private final ComputationGraph graph;
  private final OwnPreparation watched;
  private final OwnInput input;
  private final List<OwnLayer> layers;
  private final Descent descent;
  private final Map<String, LayerStats.Distribution> given = new HashMap<>();

  /** At its initial parameters. */
  OwnNetwork(Trial trial, ModelFile file, Batch first) {
    this(trial, file, first.data().shape(), first.data().outputs());
    boolean drawn = ((OwnModel) trial.network().architecture()).gridWeights();
    descent.start(drawn ? OwnLayers.drawn(graph, trial) : file.parameters());
  }

  /**
   * With all parameters 0.
   *
   * @param shape of an example
   * @param outputs numbers in a target
   */
  OwnNetwork(Trial trial, ModelFile file, InputShape shape, int outputs) {
    this.trial = trial;
    DataType type = Dl4jEngine.type(trial.training().precision());
    OwnGraph own = OwnGraph.of(file);
    this.input = new OwnInput(new OwnFit(own).layout(shape, outputs), shape, type);
    this.watched = new OwnPreparation(trial, own);
    this.graph = new ComputationGraph(own.configuration());
    // Given, so that nothing is drawn from Deeplearning4j's own random numbers.
    graph.init(Nd4j.zeros(type, 1, own.parameters()), false);
    graph.initGradientsView();
    this.layers = OwnLayers.of(graph);
    this.descent = new Descent(trial, graph, layers);
  }

  @Override
  public ComputationGraph model() {
    return graph;
  }

  @Override
  public Descent descent() {
    return descent;
  }

  @Override
  public double[] of(LayerStats.Place row, double[] flat) {
    return layers.get(row.layer() - 1).learned().stream()
        .filter(tensor -> tensor.name().equals(row.tensor()))
        .findFirst()
        .orElseThrow()
        .of(flat);
  }

  @Override
  public double[] learned(double[] flat) {
    return layers.stream()
        .flatMap(layer -> layer.tensors().stream())
        .filter(OwnTensor::learned)
        .flatMapToDouble(tensor -> Arrays.stream(flat, tensor.from(), tensor.end()))
        .toArray();
  }

  @Override
  public void probe(Batch batch, double[] cotangents, Consumer<LayerStats> rows) {
    watched.loss().use(WatchedLoss::linear);
    var examples = new Examples(batch);
    observe(examples);
    double[] gradient = backpropagate(examples, cotangents, true).gradient;
    measure(Phase.PROBE, 0, new ClippedGradient(gradient, gradient), descent.nothing(), rows);
  }

  @Override
  public StepStats train(Batch batch, int step, boolean record, Consumer<LayerStats> rows) {
    watched.loss().use(trial.descent().loss()::loss);
    var examples = new Examples(batch);
    double[] targets = examples.targets();
    Pass pass = backpropagate(examples, targets, record);
    ClippedGradient gradient = descent.clip(pass.gradient);
    double loss = graph.score();
    boolean finite = Double.isFinite(loss) && gradient.finite();
    if (!finite && !record) {
      pass = backpropagate(examples, targets, true);
      gradient = descent.clip(pass.gradient);
    }
    double[] update = descent.update(gradient, finite, step);
    var stats = StepStats.unrecorded(step, loss, finite);
    if (record || !finite) {
      observe(examples);
      stats = stats(examples, stats, gradient, update);
      measure(Phase.TRAIN, step, gradient, update, rows);
    }
    if (finite) {
      subtract(update, pass.statistics);
    }
    return stats;
  }

  @Override
  public Score score(Batch batch) {
    var examples = new Examples(batch);
    try (INDArray x = input.features(examples);
        INDArray output = graph.outputSingle(x)) {
      double[] z = Copies.rowMajor(output);
      return new Score(examples.loss(trial.descent().loss(), z), examples.correct(z));
    }
  }

  /** Replaces ComputationGraph.close(), which runs the garbage collector. */
  @Override
  public void close() {
    graph.params().close();
    graph.getFlattenedGradients().close();
    var workspaces = Nd4j.getWorkspaceManager();
    workspaces.getAllWorkspacesForCurrentThread().forEach(workspaces::destroyWorkspace);
  }

  /**
   * What a pass yields, in Deeplearning4j's order.
   *
   * @param gradient a mean over the batch; 0 for running statistics
   * @param statistics what is to be subtracted from running statistics; 0 elsewhere
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Pass(double[] gradient, double[] statistics) {}

  private Pass backpropagate(Examples examples, double[] targets, boolean record) {
    watched.outputs().record(record);
    watched.tapes().values().forEach(tape -> tape.record(record));
    try (INDArray x = input.features(examples);
        INDArray y = input.targets(targets, examples.count())) {
      graph.setInputs(x);
      graph.setLabels(y);
      graph.computeGradientAndScore();
      graph.clear();
    }
    // Deeplearning4j sums over the batch; we want the mean. Running statistics are no sums.
    double[] statistics = Copies.rowMajor(graph.getFlattenedGradients());
    double[] gradient = new double[statistics.length];
    for (OwnLayer layer : layers) {
      for (OwnTensor tensor : layer.learned()) {
        for (int i = tensor.from(); i < tensor.end(); i++) {
          gradient[i] = statistics[i] / examples.count();
          statistics[i] = 0;
        }
      }
    }
    return new Pass(gradient, statistics);
  }

  /** What layers give that cannot be watched. */
  private void observe(Examples examples) {
    given.clear();
    if (layers.stream().allMatch(layer -> watched.tapes().containsKey(layer.name()))) {
      return;
    }
    try (INDArray x = input.features(examples)) {
      Map<String, INDArray> outputs = graph.feedForward(new INDArray[] {x}, true);
      for (OwnLayer layer : layers) {
        INDArray output = outputs.get(layer.name());
        if (output != null && !watched.tapes().containsKey(layer.name())) {
          given.put(layer.name(), LayerMeasurement.distribution(Copies.rowMajor(output)));
        }
      }
      graph.clear();
    }
  }

  private void subtract(double[] update, double[] statistics) {
    double[] amount = new double[update.length];
    for (int i = 0; i < amount.length; i++) {
      amount[i] = update[i] + statistics[i];
    }
    descent.subtract(amount);
  }

  private StepStats stats(
      Examples examples, StepStats stats, ClippedGradient gradient, double[] update) {
    return new StepStats(
        stats.step(),
        stats.loss(),
        examples.accuracy(watched.outputs().preactivations()),
        gradient.l2(),
        gradient.clippedL2(),
        changed(gradient),
        gradient.cosine(),
        sumOfWeights(update) / sumOfWeights(descent.parameters()),
        stats.finite());
  }

  private double changed(ClippedGradient gradient) {
    double changed = 0;
    double entries = 0;
    for (OwnLayer layer : layers) {
      for (OwnTensor tensor : layer.learned()) {
        changed += gradient.changed(tensor.from(), tensor.end()) * tensor.size();
        entries += tensor.size();
      }
    }
    return changed / entries;
  }

  /** The sum of |v| over the weights of all layers. */
  private double sumOfWeights(double[] flat) {
    return layers.stream()
        .flatMap(layer -> layer.learned().stream())
        .filter(tensor -> tensor.first().role() == TensorRole.WEIGHTS)
        .mapToDouble(tensor -> LayerMeasurement.sumOfSizes(tensor.of(flat)))
        .sum();
  }

  private void measure(
      Phase phase, int step, ClippedGradient gradient, double[] update, Consumer<LayerStats> rows) {
    var measured =
        new OwnRows(
            trial, phase, step, descent.parameters(), gradient, update, watched.tapes(), given);
    layers.forEach(layer -> measured.of(layer, rows));
    watched.tapes().values().forEach(Tape::clear);
    watched.outputs().clear();
  }
}
