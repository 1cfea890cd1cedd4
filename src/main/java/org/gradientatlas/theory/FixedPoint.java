package org.gradientatlas.theory;

import java.util.function.DoubleUnaryOperator;

/**
 * Where the pre-activation variance of a deep network goes, and what its gradients do there.
 *
 * @param kind how q behaves
 * @param q the limit q*: 0, a positive number, or infinity
 */
public record FixedPoint(MeanField field, Kind kind, double q) {
  /** The limit behaviour of q. */
  public enum Kind {
    /** q falls to 0. */
    ZERO,
    /** q tends to a positive number. */
    FINITE,
    /** Every q is a fixed point, as for ReLU at sw2 = 2: q keeps its first value. */
    KEPT,
    /** q grows without limit. */
    INFINITE
  }

  /** Limit on |ln q|: a q beyond e^28 = 1.4e12 or its inverse never comes back. */
  private static final double FAR = 28;

  /**
   * The limit of q^(l+1) = Q(q^l). Q is increasing, so it is the next fixed point in the direction
   * in which q sets out.
   *
   * @param q1 the variance at the first layer
   */
  public static FixedPoint from(MeanField field, double q1) {
    double start = q1 > 0 ? q1 : field.qMap(0);
    if (start == 0) {
      return new FixedPoint(field, Kind.ZERO, 0);
    }
    double pull = pull(field, Math.log(start));
    if (Math.abs(pull) < Crossing.ROUNDING) {
      boolean neutral = Math.abs(field.qSlope(start) - 1) < 1e-9;
      return new FixedPoint(field, neutral ? Kind.KEPT : Kind.FINITE, start);
    }
    return search(field, Math.log(start), Math.signum(pull));
  }

  private static FixedPoint search(MeanField field, double start, double direction) {
    double farthest = direction * Math.max(FAR, direction * start + FAR);
    double root = Crossing.first(x -> -direction * pull(field, x), start, farthest);
    if (!Double.isNaN(root)) {
      return new FixedPoint(field, Kind.FINITE, Math.exp(root));
    }
    return direction > 0
        ? new FixedPoint(field, Kind.INFINITE, Double.POSITIVE_INFINITY)
        : new FixedPoint(field, Kind.ZERO, 0);
  }

  /** ln(Q(q)/q) at x = ln q: positive where q grows. */
  private static double pull(MeanField field, double x) {
    double q = Math.exp(x);
    return Math.log(field.qMap(q) / q);
  }

  /** The factor on E||delta||^2 per layer towards the input. */
  public double chi1() {
    return field.chi(q);
  }

  /** 1/|ln chi1|: layers over which the squared gradient changes e-fold; infinite at chi1 = 1. */
  public double gradientDepth() {
    return depth(chi1());
  }

  /**
   * Layers over which q approaches q* e-fold, -1/ln(dQ/dq) at q*; if q* is 0 or infinite, over
   * which q itself changes e-fold.
   */
  public double varianceDepth() {
    return depth(field.qSlope(q));
  }

  /**
   * The correlation c* to which the pre-activations of two inputs tend: 1 if chi1 is at most 1. C
   * is a power series with positive coefficients, hence convex, and has at most one fixed point in
   * [0, 1) (Poole 2016).
   */
  public double correlation() {
    return drawsTogether() ? 1 : correlation(new CorrelationMap(field, q));
  }

  private boolean drawsTogether() {
    return kind != Kind.FINITE || field.cSlope(q, 1) <= 1 + 1e-9;
  }

  private static double correlation(CorrelationMap map) {
    DoubleUnaryOperator gap = c -> map.at(c) - c;
    if (gap.applyAsDouble(0) < Crossing.ROUNDING) {
      return 0;
    }
    // The gap is convex, and 0 at 1: the root lies before the point where it is negative.
    double from = 0;
    for (double rest = 0.5; rest > 1e-7; rest /= 2) {
      if (gap.applyAsDouble(1 - rest) < 0) {
        return Crossing.root(gap, from, 1 - rest);
      }
      from = 1 - rest;
    }
    return 1;
  }

  /**
   * -1/ln(dC/dc) at c*, the depth scale xi_c of information (Schoenholz 2016): networks train to a
   * depth of roughly 6 xi_c. Infinite if two inputs converge more slowly than any exponential.
   */
  public double correlationDepth() {
    if (kind != Kind.FINITE) {
      return Double.POSITIVE_INFINITY;
    }
    if (drawsTogether()) {
      return depth(field.cSlope(q, 1));
    }
    var map = new CorrelationMap(field, q);
    return depth(map.slope(correlation(map)));
  }

  /**
   * 1/|ln factor|: layers over which a quantity changes e-fold if each layer multiplies it by a
   * factor.
   */
  static double depth(double factor) {
    double log = Math.abs(Math.log(factor));
    return log < 1e-9 ? Double.POSITIVE_INFINITY : 1 / log;
  }
}
