package org.gradientatlas.train.nd4j.network;

import java.util.List;
import org.gradientatlas.measure.StepStats;

/** Combines the layers of a recorded step into the step's row. */
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

  /** Adds a layer's parameters. Update ratios cover weights only. */
  void add(Parameters weights, List<Parameters> all) {
    for (Parameters some : all) {
      squares += some.sums.gradientSquares;
      clippedSquares += some.sums.clippedSquares;
      product += some.sums.product;
      changed += some.sums.changed;
      entries += some.values.size();
    }
    updates += weights.sums.updates;
    sizes += weights.sums.sizes;
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
