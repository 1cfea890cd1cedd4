package org.gradientatlas.train.nd4j.vector.activation;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/** 1 / (1 + e^-z), from e^-|z|; the slope from the value. */
public final class Sigmoid implements StagedActivation {
  @Override
  public boolean slopesFromValues() {
    return true;
  }

  @Override
  public void values(float[] z, float[] e, float[] a, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      value(Lanes.load(z, i), Lanes.load(e, i)).intoArray(a, i);
    }
  }

  @Override
  public void slopes(float[] a, float[] none, float[] delta, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      slope(Lanes.load(a, i)).mul(Lanes.load(delta, i)).intoArray(delta, i);
    }
  }

  private static FloatVector value(FloatVector z, FloatVector e) {
    FloatVector top = Lanes.all(1).blend(e, z.compare(VectorOperators.LT, 0));
    return top.div(e.add(1));
  }

  private static FloatVector slope(FloatVector a) {
    return Lanes.all(1).sub(a).mul(a);
  }
}
