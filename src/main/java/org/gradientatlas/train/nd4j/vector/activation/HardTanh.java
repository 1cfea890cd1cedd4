package org.gradientatlas.train.nd4j.vector.activation;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/** z, clamped to [-1, 1]. */
public final class HardTanh implements StagedActivation {
  private static final int ONE = Float.floatToRawIntBits(1);

  @Override
  public void prepare(float[] z, float[] e, int count) {
    // Nothing to prepare.
  }

  @Override
  public void values(float[] z, float[] e, float[] a, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      value(Lanes.load(z, i)).intoArray(a, i);
    }
  }

  @Override
  public void slopes(float[] z, float[] e, float[] delta, int count) {
    for (int i = 0; i < count; i += Lanes.COUNT) {
      FloatVector slope = slope(Lanes.load(z, i));
      slope.mul(Lanes.load(delta, i)).intoArray(delta, i);
    }
  }

  private static FloatVector value(FloatVector z) {
    return StagedActivation.within(z, ONE);
  }

  private static FloatVector slope(FloatVector z) {
    FloatVector size = Lanes.sizes(z).reinterpretAsFloats();
    return Lanes.all(0).blend(Lanes.all(1), size.compare(VectorOperators.LT, 1));
  }
}
