package org.gradientatlas.train.nd4j.program;

import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.train.nd4j.kernel.LayerSums;
import org.gradientatlas.train.nd4j.kernel.RunningMoments;

/**
 * What a sum of weighted inputs computed in a recorded pass: its pre-activations, activations and
 * deltas.
 */
public final class SumStats {
  public final LayerSums.Forward forward = new LayerSums.Forward();
  public double deltaSquares;

  /** The numbers that {@link #deltaSquares} and the saturated outputs are counted over. */
  public long outputs;

  /** The units that dead ones are counted over; 0 for a layer that has none. */
  public int units;

  public double deltaRms() {
    return Math.sqrt(deltaSquares / outputs);
  }

  public LayerStats.Forward row() {
    return new LayerStats.Forward(
        distribution(forward.preactivations),
        distribution(forward.activations),
        units == 0 ? Double.NaN : forward.saturated / (double) outputs,
        units == 0 ? Double.NaN : forward.deadUnits / (double) units);
  }

  private static LayerStats.Distribution distribution(RunningMoments moments) {
    return new LayerStats.Distribution(moments.mean(), moments.sd());
  }
}
