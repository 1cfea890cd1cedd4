package org.gradientatlas.spark.averaging;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.measure.TrialResult;
import org.gradientatlas.spark.input.TrialData;
import org.gradientatlas.spark.input.TrialSource;
import org.gradientatlas.spark.session.Build;
import org.gradientatlas.spark.sweep.EncodedTrial;
import org.gradientatlas.spark.sweep.Stage;
import org.gradientatlas.spark.sweep.SweepCounters;
import org.gradientatlas.spark.sweep.WavePlan;
import org.gradientatlas.spark.sweep.WaveWriter;
import org.gradientatlas.study.Grid;
import org.gradientatlas.study.Trial;
import org.gradientatlas.table.output.Manifest;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.output.WavePlace;
import org.gradientatlas.table.schema.LayerRecord;
import org.gradientatlas.table.schema.StepRecord;
import org.gradientatlas.table.schema.TrialRecord;
import org.gradientatlas.theory.Prediction;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.Batches;
import org.gradientatlas.train.Engine;
import org.gradientatlas.train.NativeRuntime;
import org.gradientatlas.train.Network;
import org.gradientatlas.train.Trainer;
import org.gradientatlas.train.dl4j.Dl4jEngine;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Trains the trials of a wave one after another, each on all its workers, driven from the driver.
 */
final class DataParallelJob implements Stage {
  private final SparkSession spark;
  private final WaveWriter writer;
  private final Grid grid;
  private final TrialData data;
  private final SweepCounters counters;

  DataParallelJob(
      SparkSession spark,
      StudyDirectory directory,
      Grid grid,
      TrialData data,
      SweepCounters counters) {
    this.spark = spark;
    this.writer = new WaveWriter(spark);
    this.grid = grid;
    this.data = data;
    this.counters = counters;
  }

  /** Spark gave up on a round: an infrastructure fault, not a failure of the trial. */
  static final class LostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LostException(Exception cause) {
      super(String.valueOf(cause.getMessage()).lines().findFirst().orElse(""), cause);
    }
  }

  @Override
  public Manifest stage(WavePlace place, WavePlan.Wave wave, List<long[]> files) {
    NativeRuntime.prepare(1, grid.blasKernel());
    var rows = new ArrayList<Tuple2<Long, byte[]>>();
    for (long index : wave.indices()) {
      rows.addAll(train(index));
    }
    var context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return writer.write(place, wave, files, context.parallelizePairs(rows, 1));
  }

  private List<Tuple2<Long, byte[]>> train(long index) {
    Trial trial = grid.trial(index);
    var source = new TrialSource(data);
    var workers = new Workers();
    TrialResult result;
    try {
      result = new Trainer(workers, () -> workers.lost() != null).run(trial, source);
    } catch (Trainer.CancelledException e) {
      Exception lost = workers.lost();
      throw lost == null ? e : new LostException(lost);
    }
    counters.add(trial, result);
    Prediction theory = source.theory(trial);
    return EncodedTrial.rows(
        grid,
        index,
        new TrialRecord(
            trial, result, theory, EncodedTrial.site(Build.read(), workers, trial), Instant.now()),
        result.steps().stream()
            .map(stats -> new StepRecord(stats, workers.opened().spread(stats.step())))
            .toList(),
        layers(result, theory, workers));
  }

  private static List<LayerRecord> layers(TrialResult result, Prediction theory, Workers workers) {
    Stream<LayerRecord> averaged =
        result.layers().stream().map(stats -> new LayerRecord(stats, theory));
    if (result.steps().isEmpty()) {
      return averaged.toList();
    }
    int last = result.steps().get(result.steps().size() - 1).step();
    return Stream.concat(
            averaged,
            workers.opened().workerLayers().stream()
                .filter(row -> row.stats().place().step() <= last)
                .map(row -> new LayerRecord(row.stats(), theory, row.worker(), row.drift())))
        .toList();
  }

  /**
   * Opens the network of one trial and keeps it, because per-worker rows do not pass through the
   * trainer.
   */
  private final class Workers implements Engine {
    private @Nullable DataParallelNetwork network;

    @Override
    public Network open(Trial trial, Batch first) {
      var form = BatchForm.of(first.data());
      network =
          new DataParallelNetwork(
              JavaSparkContext.fromSparkContext(spark.sparkContext()),
              new AveragingRound(trial, data, grid.blasKernel(), form, 0, -1),
              new Dl4jEngine(data.models()).open(trial, first),
              new Batches(trial, first.data()));
      return network;
    }

    /** Wall clock: this thread's CPU time would leave out the workers it waits for. */
    @Override
    public long clock() {
      return System.nanoTime();
    }

    DataParallelNetwork opened() {
      if (network == null) {
        throw new IllegalStateException("no network was opened");
      }
      return network;
    }

    @Nullable Exception lost() {
      return network == null ? null : network.lost();
    }
  }
}
