package org.gradientatlas.train.nd4j.step;

import java.util.List;
import org.gradientatlas.measure.StepStats;

/** Combines the layers of a recorded step into the step's row. */
public final class StepSums {
  private double squares;
  private double clippedSquares;
  private double product;
  private double updates;
  private double sizes;
  private long changed;
  private long entries;

  public void reset() {
    squares = 0;
    clippedSquares = 0;
    product = 0;
    updates = 0;
    sizes = 0;
    changed = 0;
    entries = 0;
  }

  /** Adds a layer's parameters. Update ratios cover weights only. */
  public void add(Parameters weights, List<Parameters> all) {
    for (Parameters some : all) {
      add(some);
    }
    addUpdate(weights);
  }

  /** Adds learned numbers, but for their update ratio. */
  public void add(Parameters some) {
    squares += some.sums.gradientSquares;
    clippedSquares += some.sums.clippedSquares;
    product += some.sums.product;
    changed += some.sums.changed;
    entries += some.values.size();
  }

  /** Adds the update ratio of weights. */
  public void addUpdate(Parameters weights) {
    updates += weights.sums.updates;
    sizes += weights.sums.sizes;
  }

  public StepStats stats(int step, double loss, double accuracy, boolean finite) {
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
