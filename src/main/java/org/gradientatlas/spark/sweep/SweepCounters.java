package org.gradientatlas.spark.sweep;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.util.DoubleAccumulator;
import org.apache.spark.util.LongAccumulator;
import org.gradientatlas.measure.Outcome;
import org.gradientatlas.measure.TrialResult;
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

  /** Called on the driver: trials with that outcome in finished tasks. */
  long count(Outcome outcome) {
    LongAccumulator counter = outcomes.get(outcome);
    return counter == null ? 0 : counter.value();
  }

  /** Trials in finished tasks. */
  long done() {
    return outcomes.values().stream().mapToLong(LongAccumulator::value).sum();
  }

  /** Predicted cost of the trials in finished tasks, in seconds. */
  double seconds() {
    return seconds.value();
  }
}
