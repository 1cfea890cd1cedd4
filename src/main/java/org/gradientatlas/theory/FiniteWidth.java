package org.gradientatlas.theory;

import java.util.List;

/**
 * How far the gradients of one network with a finite number of units stray from mean-field theory:
 * Hanin's (2018) argument for ReLU, carried over to any activation, to first order in 1/n.
 *
 * <p>Given layer l+1, the n units of layer l have independent g_i = (W^T delta)_i, and
 * ||delta^l||^2 is ||delta^(l+1)||^2 times sw2 times the mean of phi'(z_i)^2 g_i^2. Relative to its
 * expectation it fluctuates with variance (3k - 1)/n, k = E phi'^4/(E phi'^2)^2: 2/n for a linear
 * layer and 5/n for ReLU, as in Hanin. The mean of phi(z_i)^2 fluctuates too, hence q^(l+1), hence
 * the chi of every later layer; both share the z_i. Orthogonal weights preserve the mean of z_i^2
 * and of g_i^2, which removes the contribution of either.
 *
 * <p>Assumes n much larger than the number of layers over the depth of interest, weights redrawn
 * for the backward pass (the gradient independence of mean-field theory), one input and one random
 * cotangent. At n = 50 and 20 layers the spread of simulated slopes agrees within 5 %; but where
 * chi changes steeply with q and q is at a turning point (GELU, Swish and Mish near sw2 = 2,
 * Softplus at 2), first order is off by up to a factor of 2. The mean square over a batch of 64
 * strays 0.2 to 0.6 times as far as a single example; averaging over R networks divides either by
 * sqrt(R).
 */
public final class FiniteWidth {
  private FiniteWidth() {}

  /**
   * Relative fluctuations in one layer, to first order.
   *
   * @param gradient variance of ln(||delta^l||^2/||delta^(l+1)||^2) at given q^l
   * @param signal variance of ln q^(l+1) at given q^l
   * @param shared their covariance
   * @param chiSlope d ln chi/d ln q
   * @param qSlope d ln q^(l+1)/d ln q^l
   */
  record Layer(double gradient, double signal, double shared, double chiSlope, double qSlope) {

    /**
     * @param units of the layer
     * @param orthogonal whether its weights and those of the layer above are orthogonal
     */
    static Layer of(MeanField field, double q, int units, boolean orthogonal) {
      double at = MeanField.within(q);
      var phi = new Phi(field.activation());
      Gaussian.Rule rule = Gaussian.rule(0, Math.sqrt(at), phi.kinks(), Gaussian.SCALE);
      double square = 0;
      double slopeSquare = 0;
      double squareSpread = 0;
      double slopeSpread = 0;
      double mixed = 0;
      double growth = 0;
      double chiSlope = 0;
      for (int i = 0; i < rule.points().length; i++) {
        double u = rule.points()[i];
        double weight = rule.weights()[i];
        double value = phi.value(u);
        double slope = phi.slope(u);
        square += weight * value * value;
        slopeSquare += weight * slope * slope;
        squareSpread += weight * value * value * value * value;
        slopeSpread += weight * slope * slope * slope * slope;
        mixed += weight * value * value * slope * slope;
        growth += weight * value * slope * u;
        // Stein's lemma: d/dq E f(u) = E f(u) (u^2/q - 1) / 2q.
        chiSlope += weight * slope * slope * (u * u / at - 1);
      }
      squareSpread /= square * square;
      slopeSpread /= slopeSquare * slopeSquare;
      mixed /= square * slopeSquare;
      growth /= square;
      chiSlope /= 2 * slopeSquare;
      double weights = field.sw2() * square / (field.sw2() * square + field.sb2());
      double kept = orthogonal ? 2 : 0;
      return new Layer(
          (3 * slopeSpread - 1 - kept * (1 + chiSlope * chiSlope)) / units,
          weights * weights * (squareSpread - 1 - kept * growth * growth) / units,
          weights * (mixed - 1 - kept * growth * chiSlope) / units,
          chiSlope,
          weights * growth);
    }
  }

  /**
   * The variance of a weighted sum of x_l = ln(||delta^l||^2/||delta^(l+1)||^2).
   *
   * @param layers from the first hidden layer up; the first layer's q is exact
   * @param weights one per layer
   */
  static double variance(List<Layer> layers, double[] weights) {
    double variance = 0;
    double above = 0;
    for (int l = layers.size() - 1; l >= 0; l--) {
      Layer layer = layers.get(l);
      variance +=
          weights[l] * weights[l] * layer.gradient
              + 2 * weights[l] * above * layer.shared
              + above * above * layer.signal;
      // The effect of a change of ln q at this layer on the sum, through this and all later layers.
      above = weights[l] * layer.chiSlope + layer.qSlope * above;
    }
    return Math.max(0, variance); // rounding could make it negative in orthogonal layers
  }

  /** The mean of the same sum minus its mean-field value: E ln X is about ln E X - Var(ln X)/2. */
  static double shift(List<Layer> layers, double[] weights) {
    double shift = 0;
    for (int l = 0; l < weights.length; l++) {
      shift -= weights[l] * layers.get(l).gradient / 2;
    }
    return shift;
  }
}
