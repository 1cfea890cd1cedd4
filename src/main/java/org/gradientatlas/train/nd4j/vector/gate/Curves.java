package org.gradientatlas.train.nd4j.vector.gate;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.train.nd4j.vector.activation.Exponential;
import org.gradientatlas.train.nd4j.vector.activation.Tanh;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/** The two curves of gates; NaN stays NaN. */
final class Curves {
  private Curves() {}

  /** 1 / (1 + e^-z). */
  static FloatVector logistic(FloatVector z) {
    FloatVector e = Exponential.ofMinus(Lanes.sizes(z));
    FloatVector top = Lanes.all(1).blend(e, z.compare(VectorOperators.LT, 0));
    return top.div(e.add(1)).blend(z, z.compare(VectorOperators.NE, z));
  }

  static FloatVector tanh(FloatVector z) {
    return Tanh.of(z).blend(z, z.compare(VectorOperators.NE, z));
  }

  /** a (1 - a). */
  static FloatVector logisticSlope(FloatVector a) {
    return Lanes.all(1).sub(a).mul(a);
  }

  /** 1 - a^2. */
  static FloatVector tanhSlope(FloatVector a) {
    return a.neg().fma(a, Lanes.all(1));
  }
}
