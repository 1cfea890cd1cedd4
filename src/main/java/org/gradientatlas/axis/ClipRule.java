package org.gradientatlas.axis;

import java.util.List;

/**
 * Gradient clipping, as a function of norms: every entry of a layer's gradient g (weights and
 * biases, the mean over the batch) becomes clamp(scale * unitScale * g, -bound, bound).
 *
 * <p>Norm clipping never hides a norm that is NaN or infinite: the scale is then NaN. Value
 * clipping keeps NaN but bounds an infinite entry, so engines look for divergence before they clip.
 * A scale is NaN for a NaN norm exactly if the rule uses that norm, which tells engines what to
 * compute.
 *
 * <p>A rule has at most one parameter, for tables have one column for it.
 */
public enum ClipRule implements Choice {
  /** The gradient as it is. */
  NONE("none"),

  /** Limits every entry of g to the range from -threshold to threshold; changes the direction. */
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

  /** Multiplies g_l by min(1, threshold / ||g_l||), layer by layer (Pascanu 2013, algorithm 1). */
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

  /** Multiplies g by min(1, threshold / ||g||), all layers together (Pascanu 2013, algorithm 1). */
  GLOBAL_NORM("global-norm") {
    @Override
    public double scale(double layerNorm, double globalNorm, double[] p) {
      return shrink(globalNorm, p[0]);
    }

    @Override
    public List<Parameter> parameters() {
      return THRESHOLD;
    }
  },

  /**
   * Adaptive gradient clipping (Brock 2021, eq. 3): shortens the gradient G_i of each hidden unit
   * to at most lambda max(||W_i||, 1e-3), where W_i are the unit's weights.
   */
  AGC("agc") {
    @Override
    public double unitScale(double gradientNorm, double weightNorm, double[] p) {
      return shrink(gradientNorm, p[0] * Math.max(weightNorm, 1e-3));
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(Parameter.positive("lambda"));
    }
  };

  private static final List<Parameter> THRESHOLD = List.of(Parameter.positive("threshold"));

  private final String label;

  ClipRule(String label) {
    this.label = label;
  }

  /** The parameter of a rule: a threshold, or lambda; NaN if it has none. */
  public static double threshold(Variant<ClipRule> clip) {
    return clip.values().isEmpty() ? Double.NaN : clip.values().get(0);
  }

  /** The greatest absolute value of an entry after clipping; infinity for no bound. */
  public double bound(double[] p) {
    return Double.POSITIVE_INFINITY;
  }

  /**
   * The factor on a layer's gradient.
   *
   * @param layerNorm Euclidean norm of the layer's gradient, weights and biases together
   * @param globalNorm Euclidean norm of the whole gradient
   */
  public double scale(double layerNorm, double globalNorm, double[] p) {
    return 1;
  }

  /**
   * The additional factor on one unit's gradient, in hidden layers only. A unit is a column of the
   * weights [fanIn, fanOut]; a tensor of a single row, such as the biases, is one unit (as in the
   * code of Brock 2021).
   *
   * @param gradientNorm Euclidean norm of the unit's gradient
   * @param weightNorm Euclidean norm of its parameters before the update
   */
  public double unitScale(double gradientNorm, double weightNorm, double[] p) {
    return 1;
  }

  /** min(1, limit / norm), but NaN where the norm is not finite or there is no limit. */
  private static double shrink(double norm, double limit) {
    if (!Double.isFinite(norm) || Double.isNaN(limit)) {
      return Double.NaN;
    }
    return norm > limit ? limit / norm : 1;
  }

  @Override
  public String label() {
    return label;
  }
}
