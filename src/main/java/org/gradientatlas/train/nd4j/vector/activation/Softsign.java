package org.gradientatlas.train.nd4j.vector.activation;

import jdk.incubator.vector.FloatVector;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/** z / (1 + |z|). */
public final class Softsign implements StagedActivation {
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
    return z.div(size(z).add(1));
  }

  private static FloatVector slope(FloatVector z) {
    FloatVector root = Lanes.all(1).div(size(z).add(1));
    return root.mul(root);
  }

  private static FloatVector size(FloatVector z) {
    return Lanes.sizes(z).reinterpretAsFloats();
  }
}
