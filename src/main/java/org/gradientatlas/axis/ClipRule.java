package org.gradientatlas.axis;

import java.util.List;

/**
 * Gradient clipping, as a function of the gradient's norms: every entry of a layer's gradient g
 * (weights and biases, the mean over the batch) becomes clamp(scale * g, -bound, bound).
 *
 * <p>Norm clipping never hides a norm that is NaN or infinite: the scale is then NaN. Value
 * clipping keeps NaN but bounds an infinite entry, so engines look for divergence before they clip.
 */
public enum ClipRule implements Choice {
  /** The gradient as it is. */
  NONE("none"),

  /** g_i to [-t, t]; changes the direction. */
  VALUE("value") {
    @Override
    public double bound(double[] p) {
      return p[0];
    }

    @Override
    public List<Parameter> parameters() {
      return THRESHOLD;
    }
  },

  /** g_l times min(1, c / ||g_l||), layer by layer (Pascanu 2013, algorithm 1). */
  LAYER_NORM("layer-norm") {
    @Override
    public double scale(double layerNorm, double globalNorm, double[] p) {
      return shrink(layerNorm, p[0]);
    }

    @Override
    public List<Parameter> parameters() {
      return THRESHOLD;
    }
  },

  /** g times min(1, c / ||g||) over all layers together (Pascanu 2013, algorithm 1). */
  GLOBAL_NORM("global-norm") {
    @Override
    public double scale(double layerNorm, double globalNorm, double[] p) {
      return shrink(globalNorm, p[0]);
    }

    @Override
    public List<Parameter> parameters() {
      return THRESHOLD;
    }
  };

  private static final List<Parameter> THRESHOLD = List.of(Parameter.positive("threshold"));

  private final String label;

  ClipRule(String label) {
    this.label = label;
  }

  /**
   * The greatest absolute value that an entry may have afterwards; infinity where there is none.
   */
  public double bound(double[] p) {
    return Double.POSITIVE_INFINITY;
  }

  /**
   * What a layer's gradient is multiplied by.
   *
   * @param layerNorm Euclidean norm of the layer's gradient, weights and biases together
   * @param globalNorm Euclidean norm of the whole gradient
   */
  public double scale(double layerNorm, double globalNorm, double[] p) {
    return 1;
  }

  /** min(1, limit / norm), but NaN where the norm is not finite. */
  private static double shrink(double norm, double limit) {
    if (!Double.isFinite(norm)) {
      return Double.NaN;
    }
    return norm > limit ? limit / norm : 1;
  }

  @Override
  public String label() {
    return label;
  }
}
