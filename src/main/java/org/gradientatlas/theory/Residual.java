package org.gradientatlas.theory;

/**
 * Residual layers of equal width, a^l = a^(l-1) + scale phi(W a^(l-1) + b) (Yang and Schoenholz
 * 2017).
 *
 * @param branch the map of phi(W a + b)
 * @param scale of the branch: 1, or 1/sqrt(depth) to keep a deep sum bounded
 */
public record Residual(MeanField branch, double scale) {

  /**
   * The units of one layer.
   *
   * @param meanSquare E a^2
   * @param mean E a
   */
  public record Units(double meanSquare, double mean) {}

  /** The variance q of the branch's pre-activations. */
  public double variance(Units units) {
    return branch.sw2() * units.meanSquare + branch.sb2();
  }

  /** One layer on: the weights are random, so a and phi are independent, but their means add. */
  public Units next(Units units) {
    var phi = new Phi(branch.activation());
    double q = variance(units);
    double mean = phi.mean(phi::value, q);
    double cross = 2 * scale * units.mean * mean;
    return new Units(
        units.meanSquare + cross + scale * scale * phi.meanSquare(q), units.mean + scale * mean);
  }

  /**
   * The factor on E||dLoss/da||^2 going down past this layer: 1 + scale^2 chi. At finite width,
   * activations with a positive mean (ReLU) add an outlier that grows with depth; at 100 units it
   * is a fifth of the whole after ten layers.
   */
  public double chi(Units units) {
    return 1 + scale * scale * branch.chi(variance(units));
  }
}
