package org.gradientatlas.theory;

import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.Residual;

/**
 * The limit of a network far from its input. Numbers without a limit are NaN.
 *
 * @param q the variance q* of pre-activations; may be infinite
 * @param chi1 the factor on E||delta||^2 per layer towards the input
 * @param correlationDepth xi_c; may be infinite
 * @param gap why numbers are NaN; empty if none is
 */
record Limit(double q, double chi1, double correlationDepth, String gap) {
  private static final double SATURATED = 1e-6;
  private static final int MOST_ITERATIONS = 1_000;

  /**
   * @param q1 the variance at the first layer
   */
  static Limit of(RandomNetwork network, double q1) {
    if (network.residual().type() != Residual.NONE) {
      return withSkips(network);
    }
    FixedPoint point =
        network.plain()
            ? FixedPoint.from(field(network, network.innerSw2()), q1)
            : normalized(network, q1);
    return network.normalization() == Normalization.BATCH
        ? new Limit(
            point.q(), point.chi1(), Double.NaN, "two inputs of a normalized batch have no xi_c")
        : new Limit(point.q(), point.chi1(), point.correlationDepth(), "");
  }

  /**
   * The input of a layer grows without limit, so either q does too, or normalization makes the
   * branch ever smaller in comparison. Correlations settle like powers of depth (Yang and
   * Schoenholz 2017).
   */
  private static Limit withSkips(RandomNetwork network) {
    if (network.residual().type() == Residual.DEPTH_SCALED) {
      double nan = Double.NaN;
      return new Limit(nan, nan, nan, "depth-scaled branches have no limit at another depth");
    }
    double infinity = Double.POSITIVE_INFINITY;
    if (network.scaledByBatch()) {
      return new Limit(1, 1, infinity, "");
    }
    if (network.normalization() != Normalization.NONE) {
      return new Limit(1 + network.sb2(), 1, infinity, "");
    }
    double scale = network.branchScale(network.depth());
    double chi = field(network, network.innerSw2()).chi(infinity);
    // chi of a saturating activation tends to 0, but is not exactly 0 at a finite q.
    double branch = chi < SATURATED ? 0 : scale * scale * chi;
    return new Limit(infinity, 1 + branch, infinity, "");
  }

  /** Normalization fixes q up to its epsilon, which matters for tiny weights. */
  private static FixedPoint normalized(RandomNetwork network, double q1) {
    Expectations phi = Expectations.of(network.activation());
    double q = q1;
    double sw2 = network.innerSw2();
    for (int i = 0; i < MOST_ITERATIONS; i++) {
      double mean = network.normalization() == Normalization.BATCH ? phi.mean(q) : 0;
      double square = phi.square(q) - mean * mean;
      sw2 = network.innerSw2(square);
      double next = sw2 * square + network.sb2();
      if (Math.abs(next - q) <= 1e-12 * q) {
        break;
      }
      q = next;
    }
    return new FixedPoint(field(network, sw2), FixedPoint.Kind.FINITE, q);
  }

  private static MeanField field(RandomNetwork network, double sw2) {
    return new MeanField(network.activation(), sw2, network.sb2());
  }
}
