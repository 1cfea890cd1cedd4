package org.gradientatlas.axis;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * Activation functions: phi(z) and its derivative, exact in double precision and free of overflow
 * for every z that a float32 can hold.
 *
 * <p>A constant is all that a new activation needs: its label, the greatest |phi'|, phi, phi' and
 * where phi' jumps. {@code p} holds its parameters. Engines may bring faster loops for a constant;
 * these formulas are what they are tested against.
 */
@SuppressWarnings("ImmutableEnumChecker") // stateless lambdas and an unmodifiable list
public enum Activation implements Choice {
  /** phi(z) = z: makes the network linear. */
  IDENTITY("identity", 1, (z, p) -> z, (z, p) -> 1),

  /** phi(z) = 1 / (1 + e^-z); its derivative is at most 1/4. */
  SIGMOID("sigmoid", 0.25, (z, p) -> logistic(z), (z, p) -> logisticSlope(z)),

  /** phi(z) = tanh z. */
  TANH("tanh", 1, (z, p) -> Math.tanh(z), (z, p) -> 4 * logisticSlope(2 * z)),

  /** phi(z) = max(0, z) (Nair and Hinton 2010); the derivative at 0 is 0. */
  RELU("relu", 1, (z, p) -> z > 0 ? z : z * 0, (z, p) -> z > 0 ? 1 : 0, 0.0),

  /** phi(z) = z for z > 0 and alpha z elsewhere (Maas 2013). */
  LEAKY_RELU("leaky-relu", 1, (z, p) -> z > 0 ? z : p[0] * z, (z, p) -> z > 0 ? 1 : p[0], 0.0) {
    @Override
    public List<Parameter> parameters() {
      return List.of(Parameter.between("alpha", 0, 1).or(0.01));
    }
  },

  /** phi(z) = z for z > 0 and alpha (e^z - 1) elsewhere (Clevert 2016). */
  ELU(
      "elu",
      1,
      (z, p) -> z > 0 ? z : p[0] * Math.expm1(z),
      (z, p) -> z > 0 ? 1 : p[0] * Math.exp(z),
      0.0) {
    @Override
    public double steepest(double[] p) {
      return Math.max(1, p[0]);
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(Parameter.positive("alpha").or(1));
    }
  },

  /**
   * lambda times {@link #ELU} with the lambda and alpha for which mean 0 and variance 1 are a fixed
   * point (Klambauer 2017, eq. 14).
   */
  SELU(
      "selu",
      Selu.LAMBDA * Selu.ALPHA,
      (z, p) -> Selu.LAMBDA * (z > 0 ? z : Selu.ALPHA * Math.expm1(z)),
      (z, p) -> Selu.LAMBDA * (z > 0 ? 1 : Selu.ALPHA * Math.exp(z)),
      0.0),

  /** phi(z) = z Phi(z), Phi the normal distribution function (Hendrycks and Gimpel 2016). */
  GELU(
      "gelu",
      1.1289041451851547,
      (z, p) -> z * normal(z),
      (z, p) -> normal(z) + z * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI)),

  /**
   * The tanh approximation of {@link #GELU}: z (1 + tanh u)/2, u = sqrt(2/pi)(z + 0.044715 z^3).
   */
  GELU_TANH(
      "gelu-tanh",
      1.1289930686587717,
      (z, p) -> z * logistic(geluArgument(z)),
      (z, p) ->
          logistic(geluArgument(z))
              + z * logisticSlope(geluArgument(z)) * geluScale() * (1 + 3 * 0.044715 * z * z)),

  /** phi(z) = z / (1 + e^-z), also called SiLU (Elfwing 2018; Ramachandran 2017). */
  SWISH(
      "swish",
      1.099839320128867,
      (z, p) -> z * logistic(z),
      (z, p) -> logistic(z) + z * logisticSlope(z)),

  /** phi(z) = z tanh(softplus z) (Misra 2019). */
  MISH("mish", 1.088498161251728, (z, p) -> z * mishGate(z), (z, p) -> mishSlope(z)),

  /** phi(z) = ln(1 + e^z). */
  SOFTPLUS(
      "softplus",
      1,
      (z, p) -> Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z))),
      (z, p) -> logistic(z)),

  /** phi(z) = z / (1 + |z|). */
  SOFTSIGN(
      "softsign",
      1,
      (z, p) -> z / (1 + Math.abs(z)),
      (z, p) -> 1 / ((1 + Math.abs(z)) * (1 + Math.abs(z)))),

  /** phi(z) = z, limited to the range from -1 to 1. */
  HARDTANH(
      "hardtanh",
      1,
      (z, p) -> Math.max(-1, Math.min(1, z)),
      (z, p) -> Math.abs(z) < 1 ? 1 : 0,
      -1,
      1),

  /** phi(z) = erf z: a sigmoid whose mean-field integrals have closed forms (Williams 1997). */
  ERF(
      "erf",
      2 / Math.sqrt(Math.PI),
      (z, p) -> Erf.value(z),
      (z, p) -> 2 / Math.sqrt(Math.PI) * Math.exp(-z * z));

  private final String label;
  private final double steepest;
  private final Formula value;
  private final Formula derivative;
  private final List<Double> kinks;

  Activation(String label, double steepest, Formula value, Formula derivative, double... kinks) {
    this.label = label;
    this.steepest = steepest;
    this.value = value;
    this.derivative = derivative;
    this.kinks = Arrays.stream(kinks).boxed().toList();
  }

  @FunctionalInterface
  private interface Formula {
    double at(double z, double[] p);
  }

  /** phi(z). */
  public double value(double z, double[] p) {
    return value.at(z, p);
  }

  /** phi'(z). */
  public double derivative(double z, double[] p) {
    return derivative.at(z, p);
  }

  /** The greatest |phi'(z)| over all z; saturation is measured against it. */
  public double steepest(double[] p) {
    return steepest;
  }

  /**
   * Where phi' may jump, ascending. Quadrature splits there; finite differences avoid these points.
   */
  public List<Double> kinks() {
    return kinks;
  }

  @Override
  public String label() {
    return label;
  }

  private static final class Selu {
    static final double ALPHA = 1.6732632423543772;
    static final double LAMBDA = 1.0507009873554805;
  }

  private static double logistic(double z) {
    return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
  }

  /** The derivative of {@link #logistic}, which is even. */
  private static double logisticSlope(double z) {
    double e = Math.exp(-Math.abs(z));
    return e / ((1 + e) * (1 + e));
  }

  /** The normal distribution function, without cancellation in the lower tail. */
  private static double normal(double z) {
    return 0.5 * Erfc.value(-z / Math.sqrt(2));
  }

  /** 2u, since (1 + tanh u)/2 = logistic(2u). */
  private static double geluArgument(double z) {
    return geluScale() * z * (1 + 0.044715 * z * z);
  }

  private static double geluScale() {
    return 2 * Math.sqrt(2 / Math.PI);
  }

  /** tanh(ln(1 + e^z)), as a fraction in e^-|z|. */
  private static double mishGate(double z) {
    double e = Math.exp(-Math.abs(z));
    return z > 0 ? (1 + 2 * e) / (1 + 2 * e + 2 * e * e) : e * (2 + e) / (2 + 2 * e + e * e);
  }

  /** phi' = g + z g', with g' = 4 e^z (1 + e^z) / (2 + 2 e^z + e^2z)^2. */
  private static double mishSlope(double z) {
    double e = Math.exp(-Math.abs(z));
    double root = z > 0 ? 1 + 2 * e + 2 * e * e : 2 + 2 * e + e * e;
    double gateSlope = 4 * e * (1 + e) * (z > 0 ? e : 1) / (root * root);
    return mishGate(z) + z * gateSlope;
  }
}
