package org.gradientatlas.measure;

/**
 * The validation scores of the best constant guess. NaN means that there is no value.
 *
 * @param loss mean loss of the mean target of the training examples
 * @param accuracy accuracy of always guessing the most frequent class of the training examples; NaN
 *     for regression
 */
public record Baseline(double loss, double accuracy) {
  /** No baseline. */
  public static final Baseline NONE = new Baseline(Double.NaN, Double.NaN);
}
