package org.gradientatlas.train.nd4j.vector.activation;

import java.util.function.DoubleUnaryOperator;
import jdk.incubator.vector.FloatVector;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/**
 * A polynomial of degree 9 that interpolates a function at Chebyshev points, fitted once in double
 * precision and evaluated in single (Trefethen, Approximation Theory and Approximation Practice,
 * chapter 2). For functions without a zero, smooth on the interval.
 */
final class ChebyshevFit {
  private static final int DEGREE = 9;

  /** Coefficients of the powers of u, highest first; u runs from -1 to 1 over the interval. */
  private final float[] powers = new float[DEGREE + 1];

  private final float scale;
  private final float shift;

  ChebyshevFit(DoubleUnaryOperator function, double from, double to) {
    scale = (float) (2 / (to - from));
    shift = (float) ((from + to) / (from - to));
    double[] sums = new double[DEGREE + 1];
    double[] previous = new double[DEGREE + 1];
    double[] chebyshev = new double[DEGREE + 1];
    chebyshev[0] = 1;
    for (int j = 0; j <= DEGREE; j++) {
      double coefficient = coefficient(function, from, to, j);
      for (int k = 0; k <= DEGREE; k++) {
        sums[k] += coefficient * chebyshev[k];
      }
      double[] next = new double[DEGREE + 1];
      for (int k = 0; k <= DEGREE; k++) {
        double shifted = k == 0 ? 0 : chebyshev[k - 1];
        next[k] = (j == 0 ? 1 : 2) * shifted - previous[k];
      }
      previous = j == 0 ? chebyshev.clone() : chebyshev;
      chebyshev = next;
    }
    for (int k = 0; k <= DEGREE; k++) {
      powers[DEGREE - k] = (float) sums[k];
    }
  }

  /** The coefficient of T_j. */
  private static double coefficient(DoubleUnaryOperator f, double from, double to, int j) {
    double sum = 0;
    for (int k = 0; k <= DEGREE; k++) {
      double angle = Math.PI * (k + 0.5) / (DEGREE + 1);
      double x = (from + to) / 2 + (to - from) / 2 * Math.cos(angle);
      sum += f.applyAsDouble(x) * Math.cos(j * angle);
    }
    return sum * (j == 0 ? 1 : 2) / (DEGREE + 1);
  }

  FloatVector at(FloatVector x) {
    return powers(x.fma(Lanes.all(scale), Lanes.all(shift)), powers);
  }

  /** Horner's rule, the highest power first; a loop, to stay within the JIT's inlining limits. */
  static FloatVector powers(FloatVector u, float[] powers) {
    int last = powers.length - 1;
    FloatVector sum = Lanes.all(powers[0]);
    for (int k = 1; k < last; k++) {
      sum = u.fma(sum, Lanes.all(powers[k]));
    }
    // Outside the loop: the JIT loses a loop-carried vector's class.
    return u.fma(sum, Lanes.all(powers[last]));
  }
}
