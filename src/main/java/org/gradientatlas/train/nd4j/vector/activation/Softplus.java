package org.gradientatlas.train.nd4j.vector.activation;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/** ln(1 + e^z) = max(0, z) + ln(1 + e^-|z|). */
public final class Softplus implements StagedActivation {
  /** ln(1 + e) / e. */
  private static final ChebyshevFit RATIO = new ChebyshevFit(e -> Math.log1p(e) / e, 0, 1);

  @Override
  public void values(float[] z, float[] e, float[] a, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      value(Lanes.load(z, i), Lanes.load(e, i)).intoArray(a, i);
    }
  }

  @Override
  public void slopes(float[] z, float[] e, float[] delta, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector slope = slope(Lanes.load(z, i), Lanes.load(e, i));
      slope.mul(Lanes.load(delta, i)).intoArray(delta, i);
    }
  }

  private static FloatVector value(FloatVector z, FloatVector e) {
    FloatVector above = Lanes.all(0).blend(z, z.compare(VectorOperators.GT, 0));
    return RATIO.at(e).fma(e, above);
  }

  private static FloatVector slope(FloatVector z, FloatVector e) {
    FloatVector top = Lanes.all(1).blend(e, z.compare(VectorOperators.LT, 0));
    return top.div(e.add(1));
  }
}
