package org.gradientatlas.measure;

import java.io.Serializable;

/**
 * Validation scores to compare a network's with: those of the best constant guess, or of the best
 * network. NaN means that there is no value.
 *
 * @param loss mean loss; of the best guess, which is the mean target of the training examples
 * @param accuracy accuracy; of the best guess, which is the most frequent class of the training
 *     examples. NaN for regression
 */
public record Baseline(double loss, double accuracy) implements Serializable {
  /** R2 of a loss against this one: 1 is perfect, 0 no better. NaN if one is unknown. */
  public double r2(double of) {
    return loss > 0 ? 1 - of / loss : Double.NaN;
  }

  /** No baseline. */
  public static final Baseline NONE = new Baseline(Double.NaN, Double.NaN);
}
