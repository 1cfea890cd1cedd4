package org.gradientatlas.spark.averaging;

import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.WorkerConfiguration;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingResult;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingWorker;
import org.gradientatlas.spark.sweep.ExecutorNatives;
import org.gradientatlas.train.dl4j.Dl4jEngine;
import org.gradientatlas.train.dl4j.FlatNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Deeplearning4j's averaging worker around our network, which clips, updates and records its steps
 * itself. Deeplearning4j asks for a MultiLayerNetwork and gives it data sets, or for a
 * ComputationGraph and gives it data sets of several inputs, of which we have one.
 */
final class AveragingWorker extends ParameterAveragingTrainingWorker {
  private static final long serialVersionUID = 1;

  private final AveragingRound round;
  private final Broadcast<double[][]> start;
  private transient @Nullable FlatNetwork network;
  private transient @Nullable WorkerRound done;

  /**
   * @param start parameters and optimizer state, the same for all workers
   */
  AveragingWorker(
      AveragingRound round, Broadcast<double[][]> start, WorkerConfiguration configuration) {
    super(null, true, configuration, null, null, null);
    this.round = round;
    this.start = start;
  }

  /** The result together with the measurements of the round. */
  static final class Result extends ParameterAveragingTrainingResult {
    private final WorkerRound round;

    Result(INDArray parameters, @Nullable INDArray state, WorkerRound round) {
      super(parameters, state, 0, null, null, null);
      this.round = round;
    }

    WorkerRound round() {
      return round;
    }
  }

  @Override
  public MultiLayerNetwork getInitialModel() {
    return (MultiLayerNetwork) open();
  }

  @Override
  public ComputationGraph getInitialModelGraph() {
    return (ComputationGraph) open();
  }

  @Override
  public @Nullable ParameterAveragingTrainingResult processMinibatch(
      DataSet examples, MultiLayerNetwork model, boolean isLast) {
    return step(examples.getFeatures(), examples.getLabels(), isLast);
  }

  @Override
  public @Nullable ParameterAveragingTrainingResult processMinibatch(
      MultiDataSet examples, ComputationGraph model, boolean isLast) {
    return step(examples.getFeatures(0), examples.getLabels(0), isLast);
  }

  @Override
  public ParameterAveragingTrainingResult getFinalResult(MultiLayerNetwork model) {
    return result();
  }

  @Override
  public ParameterAveragingTrainingResult getFinalResult(ComputationGraph model) {
    return result();
  }

  private Model open() {
    ExecutorNatives.prepare(round.kernel());
    double[][] from = start.value();
    BatchForm form = round.form();
    network =
        new Dl4jEngine(round.data().models())
            .resume(round.trial(), form.shape(), form.outputs(), from[0], from[1]);
    done = new WorkerRound(round.first());
    return network.model();
  }

  private @Nullable ParameterAveragingTrainingResult step(
      INDArray features, INDArray labels, boolean isLast) {
    if (network == null || done == null) {
      throw new IllegalStateException("a minibatch before the initial model");
    }
    done.step(round.trial(), network, round.form().unpack(features, labels), round.alsoRecord());
    return isLast ? result() : null;
  }

  private ParameterAveragingTrainingResult result() {
    if (network == null || done == null) {
      throw new IllegalStateException("a result before the initial model");
    }
    double[] state = network.descent().state();
    var result =
        new Result(
            network.model().params().dup(),
            state.length == 0 ? null : Nd4j.createFromArray(state),
            done);
    network.close();
    return result;
  }
}
