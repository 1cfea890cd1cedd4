package org.gradientatlas.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;

/**
 * The maps that an infinitely wide random network applies from layer to layer (Poole 2016;
 * Schoenholz 2016).
 *
 * @param sw2 fan_in Var(w)
 * @param sb2 Var(b)
 */
public record MeanField(Variant<Activation> activation, double sw2, double sb2) {
  /** Above this q every activation equals its asymptote, to 1e-9. */
  static final double LARGE = 1e18;

  /** Below this q every activation equals its tangent, to 1e-9. */
  static final double SMALL = 1e-18;

  /**
   * @throws IllegalArgumentException if a variance is negative or not finite
   */
  public MeanField {
    if (!(sw2 >= 0 && Double.isFinite(sw2) && sb2 >= 0 && Double.isFinite(sb2))) {
      throw new IllegalArgumentException(
          "sw2 = " + sw2 + ", sb2 = " + sb2 + ": both must be finite and at least 0");
    }
  }

  /** q^(l+1) from q = q^l: sw2 E phi(u)^2 + sb2, u ~ N(0, q). */
  public double qMap(double q) {
    double within = Math.min(q, LARGE);
    double square = sw2 * phi().meanSquare(within);
    return (q > LARGE ? square * (q / LARGE) : square) + sb2;
  }

  /** The derivative of {@link #qMap}: sw2 E phi phi' u / q, which is chi + sw2 E phi'' phi. */
  public double qSlope(double q) {
    double at = within(q);
    Phi phi = phi();
    return sw2 * phi.mean(u -> phi.value(u) * phi.slope(u) * u, at) / at;
  }

  /** sw2 E phi'(u)^2, the factor on E||delta||^2 per layer towards the input, u ~ N(0, q). */
  public double chi(double q) {
    return sw2 * phi().meanSquareSlope(within(q));
  }

  /**
   * The correlation of two inputs' pre-activations, one layer on.
   *
   * @param q their variance
   * @param c their correlation, from -1 to 1
   */
  public double cMap(double q, double c) {
    return (sw2 * product(phi()::value, q, c) + sb2) / qMap(q);
  }

  /**
   * The derivative of {@link #cMap} with respect to c; sw2 E phi'(u1) phi'(u2) at a fixed point of
   * q.
   */
  public double cSlope(double q, double c) {
    return sw2 * product(phi()::slope, q, c) * q / qMap(q);
  }

  /** E f(u1) f(u2), both N(0, q) with correlation c: integrated over u1, then over u2 given u1. */
  private double product(DoubleUnaryOperator f, double q, double c) {
    List<Double> kinks = activation.type().kinks();
    double rest = Math.sqrt(q * (1 - c * c));
    DoubleUnaryOperator given = u -> Gaussian.mean(f, c * u, rest, kinks);
    // Averaging over u2 smooths each kink on the scale of its spread.
    double scale = rest == 0 ? Gaussian.SCALE : Math.min(Gaussian.SCALE, rest);
    List<Double> corners = new ArrayList<>(kinks);
    kinks.forEach(kink -> corners.add(kink / c));
    return Gaussian.mean(
        u -> f.applyAsDouble(u) * given.applyAsDouble(u), 0, Math.sqrt(q), corners, scale);
  }

  /** E phi(u), u ~ N(0, q). */
  double mean(double q) {
    double within = Math.min(q, LARGE);
    double mean = phi().mean(phi()::value, within);
    return q > LARGE ? mean * Math.sqrt(q / LARGE) : mean;
  }

  private Phi phi() {
    return new Phi(activation);
  }

  static double within(double q) {
    return Math.max(SMALL, Math.min(LARGE, q));
  }
}
