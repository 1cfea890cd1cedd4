package org.gradientatlas.axis;

/**
 * How the sums u = a W of a hidden layer are normalized before the activation: z = gain (u - mean)
 * / sqrt(variance + {@link #EPSILON}) + bias. The gain of each unit is learned, from 1; its shift
 * is the layer's bias, where layers have biases. Variances are biased: divided by the count.
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

  /** What is added to a variance, so that a unit that is constant does not divide by 0. */
  public static final double EPSILON = 1e-5;

  /**
   * What a training step leaves of the running averages, which the step's own mean and variance
   * replace: they start as those of the first batch, then average = decay average + (1 - decay)
   * new.
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
