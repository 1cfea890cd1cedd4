package org.gradientatlas.measure;

/**
 * What the best guess without looking scores on the validation examples. NaN means that there is no
 * value.
 *
 * @param loss mean loss of the mean target of the training examples
 * @param accuracy of the class that most training examples have; NaN for regression
 */
public record Baseline(double loss, double accuracy) {
  /** Where nothing was guessed. */
  public static final Baseline NONE = new Baseline(Double.NaN, Double.NaN);
}
