package org.gradientatlas.theory;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;

/** An activation with its parameters bound, and its expectations under u ~ N(0, q). */
final class Phi {
  private final Activation type;
  private final double[] parameters;

  Phi(Variant<Activation> activation) {
    this.type = activation.type();
    this.parameters = activation.array();
  }

  double value(double u) {
    return type.value(u, parameters);
  }

  double slope(double u) {
    return type.derivative(u, parameters);
  }

  List<Double> kinks() {
    return type.kinks();
  }

  /** E f(u). */
  double mean(DoubleUnaryOperator f, double q) {
    return Gaussian.mean(f, 0, Math.sqrt(q), kinks());
  }

  /** E phi(u)^2. */
  double meanSquare(double q) {
    return mean(u -> square(value(u)), q);
  }

  /** E phi'(u)^2. */
  double meanSquareSlope(double q) {
    return mean(u -> square(slope(u)), q);
  }

  private static double square(double x) {
    return x * x;
  }
}
