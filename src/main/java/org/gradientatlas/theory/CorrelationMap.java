package org.gradientatlas.theory;

/**
 * {@link MeanField#cMap} and {@link MeanField#cSlope} at one variance, for repeated evaluation.
 *
 * <p>For u1, u2 ~ N(0, q) with correlation c, E phi(u1) phi(u2) is the sum of a_n^2 c^n, where a_n
 * are the coefficients of phi(sqrt(q) z) in normalized Hermite polynomials (Mehler 1866): a power
 * series in place of a double integral. All squares add up to E phi^2, which bounds the terms left
 * out; where the bound is too large, the integral is used instead.
 */
final class CorrelationMap {
  /** The panels of {@link Gaussian} still resolve polynomials of this degree. */
  private static final int TERMS = 96;

  private static final double TOLERANCE = 1e-12;

  private final MeanField field;
  private final double q;
  private final double qNext;

  /** sw2 a_n^2. */
  private final double[] terms;

  /** The sum of the terms left out. */
  private final double rest;

  CorrelationMap(MeanField field, double q) {
    this.field = field;
    this.q = q;
    this.qNext = field.qMap(q);
    this.terms = terms(field, q);
    double sum = 0;
    for (double term : terms) {
      sum += term;
    }
    this.rest = Math.max(0, qNext - field.sb2() - sum);
  }

  private static double[] terms(MeanField field, double q) {
    Phi phi = new Phi(field.activation());
    double sd = Math.sqrt(q);
    Gaussian.Rule rule = Gaussian.rule(0, sd, phi.kinks(), Gaussian.SCALE);
    double[] coefficients = new double[TERMS];
    for (int i = 0; i < rule.points().length; i++) {
      double z = rule.points()[i] / sd;
      double weighted = rule.weights()[i] * phi.value(rule.points()[i]);
      double before = 0;
      double hermite = 1;
      for (int n = 0; n < TERMS; n++) {
        coefficients[n] += weighted * hermite;
        double next = (z * hermite - Math.sqrt(n) * before) / Math.sqrt(n + 1);
        before = hermite;
        hermite = next;
      }
    }
    for (int n = 0; n < TERMS; n++) {
      coefficients[n] *= field.sw2() * coefficients[n];
    }
    return coefficients;
  }

  /** The correlation one layer on. */
  double at(double c) {
    if (rest * power(c, TERMS) > TOLERANCE * qNext) {
      return field.cMap(q, c);
    }
    double sum = 0;
    for (int n = TERMS - 1; n >= 0; n--) {
      sum = sum * c + terms[n];
    }
    return (sum + field.sb2()) / qNext;
  }

  /** Its derivative. */
  double slope(double c) {
    // n c^(n - 1) decreases for n > -1 / ln c.
    if (TERMS * Math.log(Math.abs(c)) > -1
        || rest * TERMS * power(c, TERMS - 1) > TOLERANCE * qNext) {
      return field.cSlope(q, c);
    }
    double sum = 0;
    for (int n = TERMS - 1; n > 0; n--) {
      sum = sum * c + n * terms[n];
    }
    return sum / qNext;
  }

  private static double power(double c, int exponent) {
    return Math.pow(Math.abs(c), exponent);
  }
}
