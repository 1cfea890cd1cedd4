package org.gradientatlas.axis;

/**
 * How the sums u = a W of a hidden layer are normalized before the activation: z = gain (u - mean)
 * / sqrt(variance + {@link #EPSILON}) + bias. The gain of each unit is learned, starting at 1; its
 * shift is the layer's bias, if layers have biases. Variances are biased: divided by the count.
 */
public enum Normalization implements Choice {
  /** z = u + bias. */
  NONE("none"),

  /**
   * Mean and variance of each unit, over the examples of a batch (Ioffe and Szegedy 2015, algorithm
   * 1). Evaluation uses running averages of them.
   */
  BATCH("batch"),

  /** Mean and variance of each example, over the units of a layer (Ba, Kiros and Hinton 2016). */
  LAYER("layer");

  /** Added to a variance, so that a constant unit does not divide by 0. */
  public static final double EPSILON = 1e-5;

  /**
   * Decay of the running averages: they start as the first batch's mean and variance, then average
   * = decay average + (1 - decay) new at each training step.
   */
  public static final double DECAY = 0.9;

  private final String label;

  Normalization(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
