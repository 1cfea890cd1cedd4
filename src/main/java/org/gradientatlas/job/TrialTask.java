package org.gradientatlas.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Split;
import org.gradientatlas.measure.TrialResult;
import org.gradientatlas.study.Grid;
import org.gradientatlas.study.Trial;
import org.gradientatlas.table.LayerRecord;
import org.gradientatlas.table.RowCodec;
import org.gradientatlas.table.Table;
import org.gradientatlas.table.Tables;
import org.gradientatlas.table.TrialRecord;
import org.gradientatlas.theory.Prediction;
import org.gradientatlas.train.Engines;
import org.gradientatlas.train.NativeRuntime;
import org.gradientatlas.train.Trainer;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** One Spark task: trains the trials of a list, and gives the rows of each by table. */
final class TrialTask implements FlatMapFunction<long[], Tuple2<Long, byte[]>> {
  private static final long serialVersionUID = 1;

  /** Travels with the task, which Spark broadcasts once a stage. */
  private final Grid grid;

  private final TrialData data;
  private final Tally tally;
  private final Build build;

  TrialTask(Grid grid, TrialData data, Tally tally, Build build) {
    this.grid = grid;
    this.data = data;
    this.tally = tally;
    this.build = build;
  }

  @Override
  public Iterator<Tuple2<Long, byte[]>> call(long[] indices) {
    Kernels.prepare(grid.blasKernel());
    TrialRecord.Site site = site();
    return Arrays.stream(indices).boxed().flatMap(index -> rows(index, site).stream()).iterator();
  }

  /** Trains one trial. Lazy: called when the rows before it have been taken. */
  private List<Tuple2<Long, byte[]>> rows(long index, TrialRecord.Site site) {
    Trial trial = grid.trial(index);
    var trainer =
        new Trainer(Engines.of(trial.training().engine()), TaskContext.get()::isInterrupted);
    var source = new Source();
    TrialResult result = trainer.run(trial, source);
    tally.add(trial, result);
    Prediction theory = source.theory(trial);
    var record = new TrialRecord(trial, result, theory, site, Instant.now());
    List<LayerRecord> layers =
        result.layers().stream().map(stats -> new LayerRecord(stats, theory)).toList();
    var rows = new ArrayList<Tuple2<Long, byte[]>>();
    rows.add(keyed(Tables.LAYERS, index, trial, layers));
    rows.add(keyed(Tables.STEPS, index, trial, result.steps()));
    rows.add(keyed(Tables.TRIALS, index, trial, List.of(record)));
    var extras = grid.extras(index);
    if (!extras.isEmpty()) {
      rows.add(keyed(Tables.AXES, index, trial, List.copyOf(extras.entrySet())));
    }
    return rows;
  }

  /** Loads a trial's data, and remembers it for theory. */
  private final class Source implements Trainer.Source {
    private @Nullable Dataset training;

    @Override
    public Split load(Trial trial) {
      Split split = data.of(trial);
      training = split.training();
      return split;
    }

    Prediction theory(Trial trial) {
      return training == null
          ? Prediction.none("the trial has no data")
          : data.theory(trial, training);
    }
  }

  private static <F> Tuple2<Long, byte[]> keyed(
      Table<F> table, long index, Trial trial, List<F> facts) {
    return new Tuple2<>(
        RowPartitioner.key(table, index), RowCodec.encode(table.rows(trial, facts)));
  }

  private TrialRecord.Site site() {
    return new TrialRecord.Site(
        SparkEnv.get().blockManager().blockManagerId().host(),
        SparkEnv.get().executorId(),
        NativeRuntime.blasKernel(),
        build.version(),
        build.commit());
  }
}
