package org.gradientatlas.axis;

import java.util.List;

/**
 * Activation functions: phi(z) and its derivative, exact in double precision.
 *
 * <p>A constant is all that a new activation needs. {@code p} holds its parameters. Engines may
 * bring faster loops for a constant; these formulas are what they are tested against.
 */
public enum Activation implements Choice {
  /** phi(z) = z: the linear chain of the vanishing-gradient arithmetic w^n. */
  IDENTITY("identity", 1) {
    @Override
    public double value(double z, double[] p) {
      return z;
    }

    @Override
    public double derivative(double z, double[] p) {
      return 1;
    }
  },

  /** phi(z) = 1 / (1 + e^-z); its derivative is at most 1/4. */
  SIGMOID("sigmoid", 0.25) {
    @Override
    public double value(double z, double[] p) {
      return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
    }

    @Override
    public double derivative(double z, double[] p) {
      double e = Math.exp(-Math.abs(z));
      return e / ((1 + e) * (1 + e));
    }
  },

  /** phi(z) = tanh z. */
  TANH("tanh", 1) {
    @Override
    public double value(double z, double[] p) {
      return Math.tanh(z);
    }

    @Override
    public double derivative(double z, double[] p) {
      double e = Math.exp(-2 * Math.abs(z));
      return 4 * e / ((1 + e) * (1 + e));
    }
  },

  /** phi(z) = max(0, z) (Nair and Hinton 2010); the derivative at 0 is 0. */
  RELU("relu", 1) {
    @Override
    public double value(double z, double[] p) {
      return z > 0 ? z : z * 0;
    }

    @Override
    public double derivative(double z, double[] p) {
      return z > 0 ? 1 : 0;
    }

    @Override
    public List<Double> kinks() {
      return List.of(0.0);
    }
  },

  /** phi(z) = z for z > 0 and alpha z elsewhere (Maas 2013). */
  LEAKY_RELU("leaky-relu", 1) {
    @Override
    public double value(double z, double[] p) {
      return z > 0 ? z : p[0] * z;
    }

    @Override
    public double derivative(double z, double[] p) {
      return z > 0 ? 1 : p[0];
    }

    @Override
    public List<Double> kinks() {
      return List.of(0.0);
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(Parameter.between("alpha", 0, 1).or(0.01));
    }
  };

  private final String label;
  private final double steepest;

  Activation(String label, double steepest) {
    this.label = label;
    this.steepest = steepest;
  }

  /** phi(z). */
  public abstract double value(double z, double[] p);

  /** phi'(z). */
  public abstract double derivative(double z, double[] p);

  /** The greatest |phi'(z)| over all z; saturation is measured against it. */
  public double steepest(double[] p) {
    return steepest;
  }

  /** Where phi' jumps, ascending; quadrature splits and finite differences stay away there. */
  public List<Double> kinks() {
    return List.of();
  }

  @Override
  public String label() {
    return label;
  }
}
