package org.gradientatlas.theory;

import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;

/**
 * The weight variance at which gradients neither vanish nor explode: chi1 = 1.
 *
 * @param sw2 the critical weight variance
 * @param q the fixed point q* there: 0, a positive number, or infinity
 * @param attracting whether q tends to q* from nearby. If not (GELU, Swish and Mish without
 *     biases), no network stays critical: its signal dies out below sw2 and grows above.
 */
public record CriticalPoint(double sw2, double q, boolean attracting) {
  private static final double LOWEST = Math.log(1e-12);
  private static final double HIGHEST = Math.log(1e12);

  /**
   * A point of the critical line. The line is a curve in q: chi1 = 1 gives sw2 = 1/E phi'^2, and q*
   * = q gives sb2 = q - sw2 E phi^2, which increases with q wherever it is not negative.
   *
   * @param sb2 Var(b), at least 0
   */
  public static CriticalPoint of(Variant<Activation> activation, double sb2) {
    var phi = new Phi(activation);
    if (excess(phi, LOWEST, sb2) > -Crossing.ROUNDING) {
      return at(activation, sb2, 0);
    }
    double root = Crossing.first(x -> excess(phi, x, sb2), LOWEST, HIGHEST);
    return at(activation, sb2, Double.isNaN(root) ? Double.POSITIVE_INFINITY : Math.exp(root));
  }

  /** 1 - (sw2 E phi^2 + sb2)/q at q = e^x, with the sw2 for which chi = 1. */
  private static double excess(Phi phi, double x, double sb2) {
    double q = Math.exp(x);
    return 1 - (phi.meanSquare(q) / phi.meanSquareSlope(q) + sb2) / q;
  }

  private static CriticalPoint at(Variant<Activation> activation, double sb2, double q) {
    double sw2 = 1 / new MeanField(activation, 1, sb2).chi(q);
    return new CriticalPoint(sw2, q, attracting(new MeanField(activation, sw2, sb2), q));
  }

  private static boolean attracting(MeanField field, double q) {
    double above = q == 0 ? 1e-3 : q * (1 + 1e-3);
    return q == Double.POSITIVE_INFINITY || field.qMap(above) <= above * (1 + 1e-9);
  }
}
