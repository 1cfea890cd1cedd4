package org.gradientatlas.train.nd4j.kernel;

/**
 * How one step changes a layer: its gradient g becomes clamp(scale g, -bound, bound), and the
 * optimizer makes its t-th update of it. One instance is reused for all steps.
 */
public final class StepUpdate {
  private static final double[] ONE = {};

  private double scale;
  private double[] unitScales = ONE;
  private double bound;
  private int t;

  public void set(double scale, double bound, int t) {
    this.scale = scale;
    this.bound = bound;
    this.t = t;
    this.unitScales = ONE;
  }

  /** From now on each column is also multiplied by its own scale. */
  public void units(double[] scales) {
    this.unitScales = scales;
  }

  /** From now on no column has its own scale. */
  public void units() {
    this.unitScales = ONE;
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

  /** The clipped gradient of an entry in a column; NaN stays NaN. */
  double clip(double g, int column) {
    return clip(unitScales.length == 0 ? g : unitScales[column] * g);
  }

  /** The clipped gradient, without unit scales; NaN stays NaN. */
  public double clip(double g) {
    double scaled = scale * g;
    return scaled > bound ? bound : scaled < -bound ? -bound : scaled;
  }
}
