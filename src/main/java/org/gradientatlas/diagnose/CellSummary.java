package org.gradientatlas.diagnose;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.gradientatlas.measure.Interval;

/**
 * A cell over its replicates.
 *
 * @param trials at least one
 */
public record CellSummary(List<Judgement> trials) {

  /** The share of replicates that satisfy a condition. */
  public double share(Predicate<Judgement> isSo) {
    return trials.stream().filter(isSo).count() / (double) trials.size();
  }

  /** Mean and interval of a number over the replicates that have it. */
  public Interval of(ToDoubleFunction<Judgement> number) {
    return Interval.of(trials.stream().mapToDouble(number).toArray());
  }
}
