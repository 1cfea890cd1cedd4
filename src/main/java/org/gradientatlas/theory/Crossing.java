package org.gradientatlas.theory;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/** Finds where a function that starts negative becomes positive. */
final class Crossing {
  /** Quadrature error of a zero, for functions of order 1: below it a sign means nothing. */
  static final double ROUNDING = 1e-13;

  private static final double STEP = 0.25;

  private Crossing() {}

  /**
   * The first root of f going from one number to another, in either direction.
   *
   * @return NaN if f does not become positive in between
   */
  static double first(DoubleUnaryOperator f, double from, double to) {
    double negative = from;
    double step = Math.copySign(STEP, to - from);
    for (double x = from + step; (to - x) * step > 0; x += step) {
      double y = f.applyAsDouble(x);
      if (y > ROUNDING) {
        return root(f, negative, x);
      }
      negative = y < 0 ? x : negative;
    }
    return Double.NaN;
  }

  /** A root between two numbers at which f has opposite signs. */
  static double root(DoubleUnaryOperator f, double a, double b) {
    var solver = new BrentSolver(1e-14, 1e-13);
    return solver.solve(200, f::applyAsDouble, Math.min(a, b), Math.max(a, b));
  }
}
