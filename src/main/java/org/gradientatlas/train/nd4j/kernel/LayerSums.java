package org.gradientatlas.train.nd4j.kernel;

import org.gradientatlas.measure.GradientStats;
import org.jspecify.annotations.Nullable;

/** The sums of one recorded pass, except the gradient's own statistics; reusable. */
public final class LayerSums {
  private LayerSums() {}

  /** Over the outputs of a layer. */
  public static final class Forward {
    public final RunningMoments preactivations = new RunningMoments();
    public final RunningMoments activations = new RunningMoments();
    public long saturated;
    public long deadUnits;
  }

  /** Over the parameters of a layer, weights or biases, before the update. */
  public static final class Update {
    /** The gradient's own statistics, if known before the update. */
    public @Nullable GradientStats gradient;

    public double gradientSquares;
    public double clippedSquares;
    public double product;
    public long changed;
    public double updates;
    public double sizes;
    public double squares;
    public double greatest;

    public void reset() {
      gradient = null;
      gradientSquares = 0;
      clippedSquares = 0;
      product = 0;
      changed = 0;
      updates = 0;
      sizes = 0;
      squares = 0;
      greatest = 0;
    }
  }
}
