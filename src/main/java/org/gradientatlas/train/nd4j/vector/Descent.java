package org.gradientatlas.train.nd4j.vector;

import java.nio.ByteBuffer;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.gradientatlas.train.nd4j.Change;
import org.gradientatlas.train.nd4j.Tensor;

/** The update loops: clip and descend in one pass, for each optimizer one. */
final class Descent {
  private Descent() {}

  /** w = w - rate clip(g). The exponent of g is undone in two factors, both of them normal. */
  static void sgd(Tensor w, Tensor g, Change change, double rate) {
    ByteBuffer weights = w.bytes();
    ByteBuffer gradient = g.bytes();
    int half = g.exponent() / 2;
    FloatVector scale = Lanes.all((float) change.scale());
    float limit = (float) Math.scalb(change.bound(), g.exponent());
    IntVector bound = IntVector.broadcast(Lanes.INTS, Float.floatToRawIntBits(limit));
    FloatVector early = Lanes.all((float) Math.scalb(rate, -half));
    FloatVector late = Lanes.all((float) -Math.scalb(1.0, half - g.exponent()));
    int whole = Lanes.whole(w.size()) * Float.BYTES;
    for (int at = 0; at < whole; at += Float.BYTES * Lanes.COUNT) {
      FloatVector step = clip(Lanes.load(gradient, at), scale, bound).mul(early);
      Lanes.store(step.fma(late, Lanes.load(weights, at)), weights, at);
    }
    for (int i = Lanes.whole(w.size()); i < w.size(); i++) {
      w.set(i, w.get(i) - rate * change.clip(g.value(i)));
    }
  }

  /** v = momentum v + clip(g); w = w - rate v. */
  static void momentum(Tensor w, Tensor g, Tensor v, Change change, double rate, double momentum) {
    ByteBuffer weights = w.bytes();
    ByteBuffer gradient = g.bytes();
    ByteBuffer velocity = v.bytes();
    FloatVector scale = Lanes.all((float) change.scale());
    IntVector bound = bound(change);
    FloatVector factor = Lanes.all((float) -rate);
    FloatVector keep = Lanes.all((float) momentum);
    int whole = Lanes.whole(w.size()) * Float.BYTES;
    for (int at = 0; at < whole; at += Float.BYTES * Lanes.COUNT) {
      FloatVector clipped = clip(Lanes.load(gradient, at), scale, bound);
      FloatVector next = Lanes.load(velocity, at).fma(keep, clipped);
      Lanes.store(next, velocity, at);
      Lanes.store(next.fma(factor, Lanes.load(weights, at)), weights, at);
    }
    for (int i = Lanes.whole(w.size()); i < w.size(); i++) {
      v.set(i, momentum * v.get(i) + change.clip(g.get(i)));
      w.set(i, w.get(i) - rate * v.get(i));
    }
  }

  /**
   * Adam's moments: m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2, g clipped.
   *
   * @param state m, then v
   * @param p beta1, beta2
   */
  static void moments(Tensor g, Tensor state, Change change, double[] p) {
    ByteBuffer gradient = g.bytes();
    ByteBuffer moments = state.bytes();
    FloatVector scale = Lanes.all((float) change.scale());
    IntVector bound = bound(change);
    int second = g.size() * Float.BYTES;
    int whole = Lanes.whole(g.size()) * Float.BYTES;
    for (int at = 0; at < whole; at += Float.BYTES * Lanes.COUNT) {
      FloatVector clipped = clip(Lanes.load(gradient, at), scale, bound);
      FloatVector m = clipped.mul((float) (1 - p[0]));
      m = Lanes.load(moments, at).fma(Lanes.all((float) p[0]), m);
      FloatVector v = clipped.mul((float) (1 - p[1])).mul(clipped);
      v = Lanes.load(moments, at + second).fma(Lanes.all((float) p[1]), v);
      Lanes.store(m, moments, at);
      Lanes.store(v, moments, at + second);
    }
    for (int i = Lanes.whole(g.size()); i < g.size(); i++) {
      double clipped = change.clip(g.get(i));
      state.set(i, p[0] * state.get(i) + (1 - p[0]) * clipped);
      int j = g.size() + i;
      state.set(j, p[1] * state.get(j) + (1 - p[1]) * clipped * clipped);
    }
  }

  /**
   * w = w - rate m / (sqrt(v) + epsilon), after {@link #moments}.
   *
   * @param rate with the bias correction of this step
   */
  static void adam(Tensor w, Tensor state, double rate, double epsilon) {
    ByteBuffer weights = w.bytes();
    ByteBuffer moments = state.bytes();
    FloatVector factor = Lanes.all((float) -rate);
    int second = w.size() * Float.BYTES;
    int whole = Lanes.whole(w.size()) * Float.BYTES;
    for (int at = 0; at < whole; at += Float.BYTES * Lanes.COUNT) {
      FloatVector root = Lanes.load(moments, at + second).sqrt();
      FloatVector step = Lanes.load(moments, at).div(root.add((float) epsilon));
      Lanes.store(step.fma(factor, Lanes.load(weights, at)), weights, at);
    }
    for (int i = Lanes.whole(w.size()); i < w.size(); i++) {
      double root = Math.sqrt(state.get(w.size() + i));
      w.set(i, w.get(i) - rate * state.get(i) / (root + epsilon));
    }
  }

  /** The sum of |v|, which momentum multiplies by the rate. */
  static double momentumSizes(Tensor v) {
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

  /** The sum of |m| / (sqrt(v) + epsilon), which Adam multiplies by the rate. */
  static double adamSizes(Tensor state, double epsilon) {
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

  private static IntVector bound(Change change) {
    return IntVector.broadcast(Lanes.INTS, Float.floatToRawIntBits((float) change.bound()));
  }

  /** clamp(scale g, -bound, bound) for numbers that are not NaN. */
  private static FloatVector clip(FloatVector g, FloatVector scale, IntVector bound) {
    FloatVector scaled = g.mul(scale);
    return Lanes.withSign(Lanes.sizes(scaled).min(bound), scaled);
  }
}
