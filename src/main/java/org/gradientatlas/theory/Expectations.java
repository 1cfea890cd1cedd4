package org.gradientatlas.theory;

import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;

/** Expectations of an activation at u ~ N(0, q), for any q from 0 to infinity. */
interface Expectations {
  /** E phi(u). */
  double mean(double q);

  /** E phi(u)^2. */
  double square(double q);

  /** E phi'(u)^2. */
  double slopeSquare(double q);

  /** Expectations by quadrature. */
  static Expectations of(Variant<Activation> activation) {
    var map = new MeanField(activation, 1, 0);
    return new Expectations() {
      @Override
      public double mean(double q) {
        return map.mean(q);
      }

      @Override
      public double square(double q) {
        return map.qMap(q);
      }

      @Override
      public double slopeSquare(double q) {
        return map.chi(q);
      }
    };
  }
}
