package org.gradientatlas.spark.sweep;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.spark.input.ModelNeed;
import org.gradientatlas.study.CostModel;
import org.gradientatlas.study.Grid;
import org.gradientatlas.study.Trial;

/**
 * The trials of a grid that are not done yet.
 *
 * @param indices grid indices, ascending
 * @param seconds predicted cost of each
 * @param batches the largest batch of each kind of stored data that these trials need
 * @param models what these trials ask of the users' networks
 * @param done how many trials of the grid are done
 * @param orphans how many finished trials are not in the grid
 */
@SuppressWarnings("ArrayRecordComponent")
record PendingTrials(
    long[] indices,
    double[] seconds,
    Map<DataSpec.Stored, Integer> batches,
    Set<ModelNeed> models,
    int done,
    int orphans) {

  /** Compares a grid with the ids of the finished trials. */
  static PendingTrials of(Grid grid, Set<String> done) {
    var seen = new AtomicInteger();
    LongStream.Builder indices = LongStream.builder();
    DoubleStream.Builder seconds = DoubleStream.builder();
    var batches = new HashMap<DataSpec.Stored, Integer>();
    var models = new HashSet<ModelNeed>();
    grid.kept()
        .forEach(
            index -> {
              Trial trial = grid.trial(index);
              if (done.contains(trial.identity().id())) {
                seen.incrementAndGet();
              } else {
                indices.add(index);
                seconds.add(CostModel.seconds(trial));
                ModelNeed.of(trial).ifPresent(models::add);
                if (trial.data() instanceof DataSpec.Stored stored) {
                  batches.merge(stored, trial.descent().batchSize(), Math::max);
                }
              }
            });
    return new PendingTrials(
        indices.build().toArray(),
        seconds.build().toArray(),
        batches,
        models,
        seen.get(),
        done.size() - seen.get());
  }
}
