package org.gradientatlas.spark.averaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaRDDLike;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.api.WorkerConfiguration;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingResult;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingWorker;
import org.deeplearning4j.spark.impl.paramavg.aggregator.ParameterAveragingAggregationTuple;
import org.deeplearning4j.spark.impl.paramavg.aggregator.ParameterAveragingElementAddFunction;
import org.gradientatlas.study.Trial;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Deeplearning4j's parameter averaging for one round, with two differences: workers are {@link
 * AveragingWorker}s, and results are added in worker order rather than as they arrive, which keeps
 * sums reproducible.
 */
final class AveragingMaster extends ParameterAveragingTrainingMaster {
  private final AveragingRound round;
  private final double[] parameters;
  private final double[] state;
  private final List<WorkerRound> rounds = new ArrayList<>();
  private @Nullable Broadcast<double[][]> start;
  private double[] averagedState;

  /**
   * @param parameters the values every worker starts from
   * @param state the optimizer state every worker starts from
   */
  AveragingMaster(AveragingRound round, double[] parameters, double[] state) {
    super(settings(round.trial().training().workers()));
    this.round = round;
    this.parameters = parameters;
    this.state = state;
    this.averagedState = state;
  }

  /**
   * Examples are already partitioned, so nothing is exported. Statistics are off because they would
   * need a time server.
   */
  private static Builder settings(Trial.Workers workers) {
    return new Builder(workers.count(), workers.batchSize())
        .batchSizePerWorker(workers.batchSize())
        .averagingFrequency(workers.averagingFrequency())
        .workerPrefetchNumBatches(0)
        .rddTrainingApproach(RDDTrainingApproach.Direct)
        .repartionData(Repartition.Never)
        .storageLevel(null)
        .collectTrainingStats(false)
        .rngSeed(0);
  }

  @Override
  public ParameterAveragingTrainingWorker getWorkerInstance(SparkDl4jMultiLayer network) {
    return worker(network.getSparkContext());
  }

  @Override
  public ParameterAveragingTrainingWorker getWorkerInstance(SparkComputationGraph graph) {
    return worker(graph.getSparkContext());
  }

  private AveragingWorker worker(JavaSparkContext spark) {
    start = spark.broadcast(new double[][] {parameters, state});
    Trial.Workers workers = round.trial().training().workers();
    var configuration =
        new WorkerConfiguration(
            false,
            workers.batchSize(),
            workers.batchSize(),
            workers.averagingFrequency(),
            0,
            false);
    return new AveragingWorker(round, start, configuration);
  }

  /** A round is one split. Counting its minibatches would generate them all again. */
  @Override
  protected <T, R extends JavaRDDLike<T, R>> long getTotalDataSetObjectCount(
      JavaRDDLike<T, R> trainingData) {
    Trial.Workers workers = round.trial().training().workers();
    return (long) workers.count() * workers.averagingFrequency();
  }

  @Override
  protected void processResults(
      @Nullable SparkDl4jMultiLayer network,
      @Nullable SparkComputationGraph graph,
      JavaRDD<ParameterAveragingTrainingResult> results,
      int split,
      int splits) {
    List<WorkerResult> ordered = results.map(WorkerResult::of).collect();
    ordered.forEach(result -> rounds.add(result.round()));
    ParameterAveragingAggregationTuple sum = sum(ordered);
    Model model = graph == null ? Objects.requireNonNull(network).getNetwork() : graph.getNetwork();
    model.setParams(sum.getParametersSum().divi(ordered.size()));
    INDArray states = sum.getUpdaterStateSum();
    if (states != null) {
      averagedState = states.divi(ordered.size()).data().asDouble();
    }
    if (start != null) {
      start.destroy();
    }
  }

  private static ParameterAveragingAggregationTuple sum(List<WorkerResult> results) {
    var add = new ParameterAveragingElementAddFunction();
    ParameterAveragingAggregationTuple sum = null;
    try {
      for (WorkerResult result : results) {
        sum = add.call(sum, result.result());
      }
    } catch (Exception e) {
      throw new IllegalStateException("averaging parameters", e);
    }
    if (sum == null) {
      throw new IllegalStateException("no worker had a result");
    }
    return sum;
  }

  /** What each worker did, in worker order. */
  List<WorkerRound> rounds() {
    return rounds;
  }

  /** The mean of the workers' optimizer states after the round. */
  double[] averagedState() {
    return averagedState;
  }
}
