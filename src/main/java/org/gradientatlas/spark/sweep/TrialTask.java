package org.gradientatlas.spark.sweep;

import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.gradientatlas.measure.TrialResult;
import org.gradientatlas.spark.input.TrialData;
import org.gradientatlas.spark.input.TrialSource;
import org.gradientatlas.spark.session.Build;
import org.gradientatlas.study.Grid;
import org.gradientatlas.study.Trial;
import org.gradientatlas.table.schema.LayerRecord;
import org.gradientatlas.table.schema.StepRecord;
import org.gradientatlas.table.schema.TrialRecord;
import org.gradientatlas.theory.Prediction;
import org.gradientatlas.train.Engine;
import org.gradientatlas.train.Trainer;
import org.gradientatlas.train.engine.Engines;
import scala.Tuple2;

/** One Spark task: trains a list of trials and returns the rows of each by table. */
final class TrialTask implements FlatMapFunction<long[], Tuple2<Long, byte[]>> {
  private static final long serialVersionUID = 1;

  /** Sent with the task, which Spark broadcasts once per stage. */
  private final Grid grid;

  private final TrialData data;
  private final SweepCounters counters;
  private final Build build;

  TrialTask(Grid grid, TrialData data, SweepCounters counters, Build build) {
    this.grid = grid;
    this.data = data;
    this.counters = counters;
    this.build = build;
  }

  @Override
  public Iterator<Tuple2<Long, byte[]>> call(long[] indices) {
    ExecutorNatives.prepare(grid.blasKernel());
    return Arrays.stream(indices).boxed().flatMap(index -> rows(index).stream()).iterator();
  }

  /** Trains one trial, lazily, once the rows before it have been consumed. */
  private List<Tuple2<Long, byte[]>> rows(long index) {
    Trial trial = grid.trial(index);
    Engine engine = Engines.of(trial.training().engine(), data.models());
    var trainer = new Trainer(engine, TaskContext.get()::isInterrupted);
    var source = new TrialSource(data);
    TrialResult result = trainer.run(trial, source);
    counters.add(trial, result);
    Prediction theory = source.theory(trial);
    TrialRecord.Site site = EncodedTrial.site(build, engine, trial);
    var record = new TrialRecord(trial, result, theory, site, Instant.now());
    return EncodedTrial.rows(
        grid,
        index,
        record,
        result.steps().stream().map(stats -> new StepRecord(stats, null)).toList(),
        result.layers().stream().map(stats -> new LayerRecord(stats, theory)).toList());
  }
}
