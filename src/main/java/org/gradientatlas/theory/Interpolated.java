package org.gradientatlas.theory;

import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Expectations by cubic interpolation in ln q, accurate to about 1e-6, between nodes computed on
 * demand: a hundred times faster than quadrature when many networks share an activation.
 */
final class Interpolated implements Expectations {
  /** Distance between nodes, in ln q. */
  private static final double STEP = 0.1;

  private static final double LEAST = 1e-300;
  private static final double MOST = 1e300;

  private final Expectations exact;
  private final Curve means;
  private final Curve squares;
  private final Curve slopeSquares;

  Interpolated(Expectations exact) {
    this.exact = exact;
    means = new Curve(exact::mean);
    squares = new Curve(q -> Math.log(exact.square(q)));
    slopeSquares = new Curve(q -> Math.log(exact.slopeSquare(q)));
  }

  @Override
  public double mean(double q) {
    return inside(q) ? means.at(q) : exact.mean(q);
  }

  @Override
  public double square(double q) {
    return inside(q) ? Math.exp(squares.at(q)) : exact.square(q);
  }

  @Override
  public double slopeSquare(double q) {
    return inside(q) ? Math.exp(slopeSquares.at(q)) : exact.slopeSquare(q);
  }

  private static boolean inside(double q) {
    return q > LEAST && q < MOST;
  }

  /** A smooth function of ln q. */
  private static final class Curve {
    private final DoubleUnaryOperator f;
    private final Map<Integer, Double> nodes = new HashMap<>();

    Curve(DoubleUnaryOperator f) {
      this.f = f;
    }

    /** Lagrange polynomial through the four surrounding nodes. */
    double at(double q) {
      double x = Math.log(q) / STEP;
      int left = (int) Math.floor(x);
      double t = x - left;
      return -t * (t - 1) * (t - 2) / 6 * node(left - 1)
          + (t + 1) * (t - 1) * (t - 2) / 2 * node(left)
          - (t + 1) * t * (t - 2) / 2 * node(left + 1)
          + (t + 1) * t * (t - 1) / 6 * node(left + 2);
    }

    private double node(int i) {
      return nodes.computeIfAbsent(i, n -> f.applyAsDouble(Math.exp(n * STEP)));
    }
  }
}
