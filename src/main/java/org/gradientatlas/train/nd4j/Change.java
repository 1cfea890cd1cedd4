package org.gradientatlas.train.nd4j;

/**
 * How one step changes a layer: its gradient g becomes clamp(scale g, -bound, bound), and the
 * optimizer makes its t-th update of it. One instance serves all steps.
 */
public final class Change {
  private double scale;
  private double bound;
  private int t;

  void set(double scale, double bound, int t) {
    this.scale = scale;
    this.bound = bound;
    this.t = t;
  }

  public double scale() {
    return scale;
  }

  public double bound() {
    return bound;
  }

  public int t() {
    return t;
  }

  /** The clipped gradient; NaN stays NaN. */
  public double clip(double g) {
    double scaled = scale * g;
    return scaled > bound ? bound : scaled < -bound ? -bound : scaled;
  }
}
