package org.gradientatlas.axis;

import java.util.List;

/**
 * Skip connections: a^l = a^(l-1) + scale phi(z^l) for the hidden layers from the second to the
 * last. The first has none, since its input has a different size; neither has the output layer.
 */
public enum Residual implements Choice {
  /** No skip connections: a^l = phi(z^l). */
  NONE("none"),

  /** The scale is given, and the same in every layer (He 2016 has 1). */
  SCALED("scaled") {
    @Override
    public double scale(int depth, double[] p) {
      return p[0];
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(Parameter.positive("scale").or(1));
    }
  },

  /**
   * The scale is 1/sqrt(depth): the sum of all branches stays bounded (Yang and Schoenholz 2017).
   */
  DEPTH_SCALED("depth-scaled") {
    @Override
    public double scale(int depth, double[] p) {
      return 1 / Math.sqrt(depth);
    }
  },

  /** Each layer learns its scale, starting at 0 (Bachlechner 2020). */
  REZERO("rezero") {
    @Override
    public double scale(int depth, double[] p) {
      return 0;
    }
  };

  private final String label;

  Residual(String label) {
    this.label = label;
  }

  /** The factor on phi(z); its initial value if it is learned. */
  public double scale(int depth, double[] p) {
    return 1;
  }

  @Override
  public String label() {
    return label;
  }
}
