package org.gradientatlas.spark.averaging;

import java.util.stream.IntStream;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.WorkerConfiguration;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingResult;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingWorker;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Targets;
import org.gradientatlas.spark.sweep.ExecutorNatives;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.dl4j.Dl4jEngine;
import org.gradientatlas.train.dl4j.Dl4jNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Deeplearning4j's averaging worker around our network, which clips, updates and records its steps
 * itself.
 */
final class AveragingWorker extends ParameterAveragingTrainingWorker {
  private static final long serialVersionUID = 1;

  private final AveragingRound round;
  private final Broadcast<double[][]> start;
  private transient @Nullable Dl4jNetwork network;
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
    ExecutorNatives.prepare(round.kernel());
    double[][] from = start.value();
    network =
        new Dl4jEngine().resume(round.trial(), round.inputs(), round.outputs(), from[0], from[1]);
    done = new WorkerRound(round.first());
    return network.network();
  }

  @Override
  public @Nullable ParameterAveragingTrainingResult processMinibatch(
      DataSet examples, MultiLayerNetwork model, boolean isLast) {
    if (network == null || done == null) {
      throw new IllegalStateException("a minibatch before the initial model");
    }
    done.step(round.trial(), network, batch(examples), round.alsoRecord());
    return isLast ? getFinalResult(model) : null;
  }

  @Override
  public ParameterAveragingTrainingResult getFinalResult(MultiLayerNetwork model) {
    if (network == null || done == null) {
      throw new IllegalStateException("a result before the initial model");
    }
    double[] state = network.state();
    var result =
        new Result(
            model.params().dup(), state.length == 0 ? null : Nd4j.createFromArray(state), done);
    network.close();
    return result;
  }

  private Batch batch(DataSet examples) {
    double[] labels = examples.getLabels().dup('c').data().asDouble();
    var numbers = new Targets.Numbers(labels, round.outputs());
    var data =
        new Dataset(
            examples.getFeatures().dup('c').data().asFloat(),
            round.inputs(),
            round.classification() ? numbers.greatest() : numbers);
    int[] rows = IntStream.range(0, data.size()).toArray();
    return new Batch(data, rows, rows.length);
  }
}
