package org.gradientatlas.train.nd4j;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.gradientatlas.measure.StepStats;

/** Adds the layers of a recorded step up to the row of the step. */
final class StepSums {
  private double squares;
  private double clippedSquares;
  private double product;
  private double updates;
  private double sizes;
  private long changed;
  private long entries;

  void reset() {
    squares = 0;
    clippedSquares = 0;
    product = 0;
    updates = 0;
    sizes = 0;
    changed = 0;
    entries = 0;
  }

  /** Adds a layer's parameters. Ratios of updates are about weights only. */
  void add(Parameters weights, List<Parameters> all) {
    squares += sum(all, some -> some.gradientSquares);
    clippedSquares += sum(all, some -> some.clippedSquares);
    product += sum(all, some -> some.product);
    changed += changed(all);
    entries += entries(all);
    updates += weights.sums.updates;
    sizes += weights.sums.sizes;
  }

  private static double sum(List<Parameters> all, ToDoubleFunction<Sums.Update> what) {
    double sum = 0;
    for (Parameters some : all) {
      sum += what.applyAsDouble(some.sums);
    }
    return sum;
  }

  /** How many entries of a gradient clipping changed. */
  static long changed(List<Parameters> parameters) {
    return parameters.stream().mapToLong(some -> some.sums.changed).sum();
  }

  static long entries(List<Parameters> parameters) {
    return parameters.stream().mapToLong(some -> some.values.size()).sum();
  }

  StepStats stats(int step, double loss, double accuracy, boolean finite) {
    double norm = Math.sqrt(squares);
    double clippedNorm = Math.sqrt(clippedSquares);
    return new StepStats(
        step,
        loss,
        accuracy,
        norm,
        clippedNorm,
        changed / (double) entries,
        product / (norm * clippedNorm),
        updates / sizes,
        finite);
  }
}
