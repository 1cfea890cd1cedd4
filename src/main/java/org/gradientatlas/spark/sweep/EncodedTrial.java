package org.gradientatlas.spark.sweep;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.gradientatlas.spark.session.Build;
import org.gradientatlas.study.Grid;
import org.gradientatlas.study.Trial;
import org.gradientatlas.table.file.RowCodec;
import org.gradientatlas.table.schema.LayerRecord;
import org.gradientatlas.table.schema.StepRecord;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;
import org.gradientatlas.table.schema.TrialRecord;
import org.gradientatlas.train.Engine;
import scala.Tuple2;

/** All rows of a trial, encoded per table, with the keys of {@link RowPartitioner}. */
public final class EncodedTrial {
  private EncodedTrial() {}

  public static List<Tuple2<Long, byte[]>> rows(
      Grid grid, long index, TrialRecord record, List<StepRecord> steps, List<LayerRecord> layers) {
    Trial trial = record.trial();
    var rows = new ArrayList<Tuple2<Long, byte[]>>();
    rows.add(keyed(Tables.LAYERS, index, trial, layers));
    rows.add(keyed(Tables.STEPS, index, trial, steps));
    rows.add(keyed(Tables.TRIALS, index, trial, List.of(record)));
    var extras = grid.extras(index);
    if (!extras.isEmpty()) {
      rows.add(keyed(Tables.AXES, index, trial, List.copyOf(extras.entrySet())));
    }
    return rows;
  }

  private static <F> Tuple2<Long, byte[]> keyed(
      Table<F> table, long index, Trial trial, List<F> facts) {
    return new Tuple2<>(
        RowPartitioner.key(table, index), RowCodec.encode(table.rows(trial, facts)));
  }

  /** Where and by what this process runs a trial. Call it after loading the native libraries. */
  public static TrialRecord.Site site(Build build, Engine engine, Trial trial) {
    return new TrialRecord.Site(
        SparkEnv.get().blockManager().blockManagerId().host(),
        SparkEnv.get().executorId(),
        engine.blasKernel(trial.training().precision()),
        build.version(),
        build.commit());
  }
}
