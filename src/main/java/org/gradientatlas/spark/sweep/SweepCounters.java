package org.gradientatlas.spark.sweep;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.util.DoubleAccumulator;
import org.apache.spark.util.LongAccumulator;
import org.gradientatlas.measure.Outcome;
import org.gradientatlas.measure.TrialResult;
import org.gradientatlas.report.text.ProgressLine;
import org.gradientatlas.study.CostModel;
import org.gradientatlas.study.Trial;

/**
 * Counts what tasks have done, for the progress line only: a task that Spark reruns counts twice
 * here, but once in the tables.
 */
public final class SweepCounters implements Serializable {
  private static final long serialVersionUID = 1;

  private final Map<Outcome, LongAccumulator> outcomes = new EnumMap<>(Outcome.class);
  private final DoubleAccumulator seconds;

  SweepCounters(SparkContext spark) {
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome, spark.longAccumulator("trials " + outcome.label()));
    }
    seconds = spark.doubleAccumulator("predicted seconds done");
  }

  /** Called in tasks. */
  public void add(Trial trial, TrialResult result) {
    LongAccumulator counter = outcomes.get(result.ending().outcome());
    if (counter != null) {
      counter.add(1);
    }
    seconds.add(CostModel.seconds(trial));
  }

  /**
   * Called on the driver: what finished tasks have done.
   *
   * @param committed how many waves are in the tables
   */
  ProgressLine.Done now(int committed) {
    var counts = new EnumMap<Outcome, Long>(Outcome.class);
    outcomes.forEach((outcome, counter) -> counts.put(outcome, counter.value()));
    long trials = counts.values().stream().mapToLong(Long::longValue).sum();
    return new ProgressLine.Done(trials, seconds.value(), counts, committed);
  }
}
