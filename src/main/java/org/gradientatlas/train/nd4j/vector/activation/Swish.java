package org.gradientatlas.train.nd4j.vector.activation;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/** z / (1 + e^-z), from e^-|z|. */
public final class Swish implements StagedActivation {
  /** Beyond this |z|, the slope is constant. */
  private static final int END = Float.floatToRawIntBits(110);

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
    FloatVector top = Lanes.all(1).blend(e, z.compare(VectorOperators.LT, 0));
    return z.mul(top).div(e.add(1));
  }

  private static FloatVector slope(FloatVector v, FloatVector e) {
    FloatVector z = StagedActivation.within(v, END);
    FloatVector root = Lanes.all(1).div(e.add(1));
    FloatVector top = Lanes.all(1).blend(e, z.compare(VectorOperators.LT, 0));
    // logistic + z logistic (1 - logistic)
    return root.mul(z.mul(e).mul(root).add(top));
  }
}
