package org.gradientatlas.table.schema;

import org.gradientatlas.measure.Drift;
import org.gradientatlas.measure.StepStats;
import org.gradientatlas.measure.WorkerSpread;
import org.jspecify.annotations.Nullable;

/**
 * A recorded step: the record behind a row of the steps table.
 *
 * @param spread of the workers; null for a network trained alone
 */
public record StepRecord(StepStats stats, @Nullable WorkerSpread spread) {
  private static final Drift NONE = new Drift(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  WorkerSpread around() {
    return spread == null ? new WorkerSpread(NONE, Double.NaN, Double.NaN) : spread;
  }
}
