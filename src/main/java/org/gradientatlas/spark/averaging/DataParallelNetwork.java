package org.gradientatlas.spark.averaging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.StepStats;
import org.gradientatlas.measure.WorkerSpread;
import org.gradientatlas.spark.session.SparkCall;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.Batches;
import org.gradientatlas.train.Network;
import org.gradientatlas.train.dl4j.FlatNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.DataSet;

/**
 * One network trained by several workers through Deeplearning4j Spark. Asking for the first step of
 * a round runs the whole round. A step reports the average of the workers' networks before the
 * step, measured on the examples of all workers.
 */
final class DataParallelNetwork implements Network {
  private final JavaSparkContext spark;
  private final AveragingRound frame;
  private final FlatNetwork averaged;

  /** The batches the trainer will pass, read one round ahead. */
  private final Batches ahead;

  private final List<WorkerLayer> workerLayers = new ArrayList<>();
  private final Map<Integer, WorkerSpread> spreads = new HashMap<>();
  private double[] roundStart;
  private double[] parameters;
  private double[] state;
  private List<WorkerRound> workers = List.of();
  private int roundEnd;
  private @Nullable Exception lost;

  /**
   * @param frame the first round
   * @param averaged the network at its initial weights
   * @param ahead the batches, starting with the first
   */
  DataParallelNetwork(
      JavaSparkContext spark, AveragingRound frame, FlatNetwork averaged, Batches ahead) {
    this.spark = spark;
    this.frame = frame;
    this.averaged = averaged;
    this.ahead = ahead;
    this.parameters = averaged.descent().parameters();
    this.roundStart = parameters;
    this.state = averaged.descent().state();
  }

  /** A worker failed in its computation; retrying on another executor would not help. */
  static final class WorkerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WorkerException(int worker, String failure) {
      super("worker " + worker + ", " + failure);
    }
  }

  /** Rows of layers, before averaging. */
  List<WorkerLayer> workerLayers() {
    return workerLayers;
  }

  /** How far the workers were from their mean at a recorded step; null if it was not reached. */
  @Nullable WorkerSpread spread(int step) {
    return spreads.get(step);
  }

  /** What made Spark give up; null if it did not. */
  @Nullable Exception lost() {
    return lost;
  }

  @Override
  public void probe(Batch batch, double[] cotangents, Consumer<LayerStats> layers) {
    averaged.probe(batch, cotangents, layers);
  }

  @Override
  public StepStats train(Batch batch, int step, boolean record, Consumer<LayerStats> layers) {
    if (step == roundEnd) {
      advance(step);
    }
    boolean finite = divergedStep() != step;
    if (!record && finite) {
      double loss = workers.stream().mapToDouble(w -> w.loss(step)).average().orElseThrow();
      return StepStats.unrecorded(step, loss, true);
    }
    StepStats stats = measure(batch, step, layers);
    averaged.descent().set(parameters, state);
    return finite == stats.finite() ? stats : stats.withFinite(finite);
  }

  @Override
  public Score score(Batch batch) {
    return averaged.score(batch);
  }

  @Override
  public void close() {
    averaged.close();
  }

  /** Makes the steps from one up to the next averaging. */
  private void advance(int step) {
    Trial.Training training = frame.trial().training();
    roundEnd = Math.min(training.steps(), step + training.workers().averagingFrequency());
    List<int[][]> examples = examples(roundEnd - step);
    roundStart = parameters;
    double[] startState = state;
    AveragingRound round = frame.from(step);
    run(round, examples, startState);
    int diverged = divergedStep();
    if (diverged < Integer.MAX_VALUE && !training.record().records(diverged, training.steps())) {
      // Repeat the round, recording all workers at the step where one diverged.
      run(round.recording(diverged), examples, startState);
    }
  }

  private void run(AveragingRound round, List<int[][]> examples, double[] startState) {
    var master = new AveragingMaster(round, roundStart, startState);
    SparkCall.run(
        () ->
            fit(
                spark.parallelize(examples, examples.size()).flatMap(new WorkerBatches(round)),
                master),
        failure -> lost = failure);
    workers = master.rounds();
    for (int worker = 0; worker < workers.size(); worker++) {
      String failure = workers.get(worker).failure();
      if (failure != null) {
        throw new WorkerException(worker, failure);
      }
    }
    parameters = averaged.descent().parameters();
    state = master.averagedState();
    averaged.descent().set(parameters, state);
  }

  private void fit(JavaRDD<DataSet> batches, AveragingMaster master) {
    if (averaged.model() instanceof ComputationGraph graph) {
      new SparkComputationGraph(spark, graph, master).fit(batches);
    } else {
      new SparkDl4jMultiLayer(spark, (MultiLayerNetwork) averaged.model(), master).fit(batches);
    }
  }

  /** The first step of this round at which a worker was not finite; Integer.MAX_VALUE if none. */
  private int divergedStep() {
    return workers.stream()
        .map(WorkerRound::divergedStep)
        .filter(Objects::nonNull)
        .mapToInt(Integer::intValue)
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  /** The examples of each worker at each of the next steps. */
  private List<int[][]> examples(int steps) {
    Trial.Workers count = frame.trial().training().workers();
    int size = count.batchSize();
    int[][][] dealt = new int[count.count()][steps][];
    for (int step = 0; step < steps; step++) {
      int[] rows = ahead.next().rows();
      for (int worker = 0; worker < dealt.length; worker++) {
        dealt[worker][step] = Arrays.copyOfRange(rows, worker * size, (worker + 1) * size);
      }
    }
    return List.of(dealt);
  }

  private StepStats measure(Batch batch, int step, Consumer<LayerStats> layers) {
    List<WorkerRound.Pass> passes =
        workers.stream().map(worker -> Objects.requireNonNull(worker.pass(step))).toList();
    averaged
        .descent()
        .set(Means.of(passes, WorkerRound.Pass::before), Means.of(passes, WorkerRound.Pass::state));
    StepStats stats = averaged.train(batch, step, true, layers);
    averaged
        .descent()
        .set(Means.of(passes, WorkerRound.Pass::before), Means.of(passes, WorkerRound.Pass::state));
    var drifts = new WorkerDrifts(averaged, roundStart, passes);
    spreads.put(step, drifts.spread());
    IntStream.range(0, passes.size()).forEach(w -> workerLayers.addAll(drifts.layers(w)));
    return stats;
  }
}
