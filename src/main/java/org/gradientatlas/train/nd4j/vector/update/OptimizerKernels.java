package org.gradientatlas.train.nd4j.vector.update;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.gradientatlas.train.nd4j.kernel.StepUpdate;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;
import org.gradientatlas.train.nd4j.vector.lane.ParameterBlock;

/** The update loops, one per optimizer: clip and descend in one pass over a block. */
public final class OptimizerKernels {
  private OptimizerKernels() {}

  /** w = w - rate clip(g). The exponent of g is undone in two factors, so that both are normal. */
  static void sgd(ParameterBlock block, StepUpdate change, double rate, int exponent) {
    float[] weights = block.weights();
    float[] gradient = block.gradient();
    int half = exponent / 2;
    FloatVector scale = Lanes.all((float) change.scale());
    float limit = (float) Math.scalb(change.bound(), exponent);
    IntVector bound = IntVector.broadcast(Lanes.INTS, Float.floatToRawIntBits(limit));
    FloatVector early = Lanes.all((float) Math.scalb(rate, -half));
    FloatVector late = Lanes.all((float) -Math.scalb(1.0, half - exponent));
    for (int i = 0; i < block.count(); i += Lanes.COUNT) {
      FloatVector step = clip(Lanes.load(gradient, i), scale, bound).mul(early);
      step.fma(late, Lanes.load(weights, i)).intoArray(weights, i);
    }
  }

  /** v = momentum v + clip(g); w = w - rate v. */
  static void momentum(ParameterBlock block, StepUpdate change, double rate, double momentum) {
    float[] weights = block.weights();
    float[] gradient = block.gradient();
    float[] velocity = block.state(0);
    FloatVector scale = Lanes.all((float) change.scale());
    IntVector bound = bound(change);
    FloatVector factor = Lanes.all((float) -rate);
    FloatVector keep = Lanes.all((float) momentum);
    for (int i = 0; i < block.count(); i += Lanes.COUNT) {
      FloatVector clipped = clip(Lanes.load(gradient, i), scale, bound);
      FloatVector next = Lanes.load(velocity, i).fma(keep, clipped);
      next.intoArray(velocity, i);
      next.fma(factor, Lanes.load(weights, i)).intoArray(weights, i);
    }
  }

  /**
   * m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2, g clipped; w = w - rate m /
   * (sqrt(v) + epsilon).
   *
   * @param rate with the bias correction of this step
   * @param p beta1, beta2, epsilon
   */
  static void adam(ParameterBlock block, StepUpdate change, double rate, double[] p) {
    float[] weights = block.weights();
    float[] gradient = block.gradient();
    float[] first = block.state(0);
    float[] second = block.state(1);
    FloatVector scale = Lanes.all((float) change.scale());
    IntVector bound = bound(change);
    FloatVector factor = Lanes.all((float) -rate);
    for (int i = 0; i < block.count(); i += Lanes.COUNT) {
      FloatVector clipped = clip(Lanes.load(gradient, i), scale, bound);
      FloatVector m = clipped.mul((float) (1 - p[0]));
      m = Lanes.load(first, i).fma(Lanes.all((float) p[0]), m);
      m.intoArray(first, i);
      FloatVector v = clipped.mul((float) (1 - p[1])).mul(clipped);
      v = Lanes.load(second, i).fma(Lanes.all((float) p[1]), v);
      v.intoArray(second, i);
      FloatVector step = m.div(v.sqrt().add((float) p[2]));
      step.fma(factor, Lanes.load(weights, i)).intoArray(weights, i);
    }
  }

  /** The sum of |v|; momentum updates by rate v. */
  public static double momentumSizes(Tensor v) {
    int whole = v.columns() - v.columns() % Lanes.HALF_COUNT;
    DoubleVector sum = DoubleVector.zero(Lanes.DOUBLES);
    for (int i = 0; i < whole; i += Lanes.HALF_COUNT) {
      sum = Lanes.widened(v.bytes(), i * Float.BYTES).abs().add(sum);
    }
    double rest = 0;
    for (int i = whole; i < v.columns(); i++) {
      rest += Math.abs(v.get(i));
    }
    return Lanes.sum(sum) + rest;
  }

  /** The sum of |m| / (sqrt(v) + epsilon); Adam updates by rate times m / (sqrt(v) + epsilon). */
  public static double adamSizes(Tensor state, double epsilon) {
    int second = state.columns();
    int whole = second - second % Lanes.HALF_COUNT;
    DoubleVector sum = DoubleVector.zero(Lanes.DOUBLES);
    for (int i = 0; i < whole; i += Lanes.HALF_COUNT) {
      DoubleVector m = Lanes.widened(state.bytes(), i * Float.BYTES);
      DoubleVector v = Lanes.widened(state.bytes(), (second + i) * Float.BYTES);
      sum = m.abs().div(v.sqrt().add(epsilon)).add(sum);
    }
    double rest = 0;
    for (int i = whole; i < second; i++) {
      rest += Math.abs(state.get(i)) / (Math.sqrt(state.get(second + i)) + epsilon);
    }
    return Lanes.sum(sum) + rest;
  }

  private static IntVector bound(StepUpdate change) {
    return IntVector.broadcast(Lanes.INTS, Float.floatToRawIntBits((float) change.bound()));
  }

  /** clamp(scale g, -bound, bound) for numbers that are not NaN. */
  private static FloatVector clip(FloatVector g, FloatVector scale, IntVector bound) {
    FloatVector scaled = g.mul(scale);
    return Lanes.withSign(Lanes.sizes(scaled).min(bound), scaled);
  }
}
