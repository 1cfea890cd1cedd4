package org.gradientatlas.theory;

import java.util.Arrays;
import java.util.List;
import org.gradientatlas.measure.FittedLayers;

/**
 * The least-squares slope over layers, as the probe reports it, as weights on the layers: the slope
 * of y is the sum of weight_l y_l.
 *
 * @param first the first hidden layer that is fitted
 * @param depth the last one
 */
record SlopeFit(int first, int depth) {
  static SlopeFit of(int depth) {
    return new SlopeFit(FittedLayers.of(depth).first(), depth);
  }

  /** One weight per hidden layer; NaN for a single layer, which has no slope. */
  double[] weights() {
    double middle = (first + depth) / 2.0;
    double[] weights = new double[depth];
    double squares = 0;
    for (int layer = first; layer <= depth; layer++) {
      weights[layer - 1] = layer - middle;
      squares += (layer - middle) * (layer - middle);
    }
    double sum = squares;
    Arrays.setAll(weights, i -> weights[i] / sum);
    return weights;
  }

  /** The slope of y, which has at least one number per hidden layer. */
  double slope(List<Double> y) {
    double[] weights = weights();
    double slope = 0;
    for (int i = 0; i < weights.length; i++) {
      slope += weights[i] * y.get(i);
    }
    return slope;
  }

  /** Weights on x_l where y_l is the sum of x_l, x_(l+1), ..., x_depth. */
  double[] weightsOfSteps() {
    double[] weights = weights();
    Arrays.parallelPrefix(weights, Double::sum);
    return weights;
  }
}
