package org.gradientatlas.train.nd4j.vector.gate;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/** The loops of an LSTM's step down one vector of columns. */
final class LstmLoops {
  private LstmLoops() {}

  /** Adds the bias to a gate's sums and replaces them by the gate's values. */
  static void logistic(Tensor gates, float[] bias, int column) {
    ByteBuffer bytes = gates.bytes();
    int stride = gates.columns() * Float.BYTES;
    int rows = gates.rows();
    FloatVector b = Lanes.load(bias, column);
    for (int row = 0; row < rows; row++) {
      int at = column * Float.BYTES + row * stride;
      Lanes.store(Curves.logistic(Lanes.load(bytes, at).add(b)), bytes, at);
    }
  }

  /** The value of g, and c = f c' + i g. */
  static void state(Tensor gates, float[] bias, Tensor before, Tensor state, int unit) {
    ByteBuffer bytes = gates.bytes();
    ByteBuffer old = before.bytes();
    ByteBuffer states = state.bytes();
    int rows = state.rows();
    int units = state.columns() * Float.BYTES;
    FloatVector b = Lanes.load(bias, 3 * state.columns() + unit);
    for (int row = 0; row < rows; row++) {
      int at = unit * Float.BYTES + row * units;
      int first = at + 3 * row * units;
      int last = first + 3 * units;
      FloatVector g = Curves.tanh(Lanes.load(bytes, last).add(b));
      Lanes.store(g, bytes, last);
      FloatVector kept = Lanes.load(bytes, first + units).mul(Lanes.load(old, at));
      Lanes.store(g.fma(Lanes.load(bytes, first), kept), states, at);
    }
  }

  /** h = o tanh c. */
  static void output(Tensor gates, Tensor state, Tensor squashed, Tensor output, int unit) {
    ByteBuffer bytes = gates.bytes();
    ByteBuffer states = state.bytes();
    ByteBuffer values = squashed.bytes();
    ByteBuffer outputs = output.bytes();
    int rows = state.rows();
    int units = state.columns() * Float.BYTES;
    for (int row = 0; row < rows; row++) {
      int at = unit * Float.BYTES + row * units;
      FloatVector t = Curves.tanh(Lanes.load(states, at));
      Lanes.store(t, values, at);
      Lanes.store(t.mul(Lanes.load(bytes, at + 3 * row * units + 2 * units)), outputs, at);
    }
  }

  /** Of o, and the total derivative with respect to c, which replaces tanh c. */
  static void outputBackward(
      Tensor gates, Tensor squashed, Tensor gradient, Tensor carry, Tensor means, int unit) {
    ByteBuffer bytes = gates.bytes();
    ByteBuffer values = squashed.bytes();
    ByteBuffer gradients = gradient.bytes();
    ByteBuffer carried = carry.bytes();
    int rows = squashed.rows();
    int units = squashed.columns() * Float.BYTES;
    FloatVector sum = Lanes.all(0);
    for (int row = 0; row < rows; row++) {
      int at = unit * Float.BYTES + row * units;
      int third = at + 3 * row * units + 2 * units;
      FloatVector o = Lanes.load(bytes, third);
      FloatVector t = Lanes.load(values, at);
      FloatVector h = Lanes.load(gradients, at);
      FloatVector delta = Curves.logisticSlope(o).mul(t).mul(h);
      sum = delta.add(sum);
      Lanes.store(delta, bytes, third);
      FloatVector c = Curves.tanhSlope(t).mul(o).fma(h, Lanes.load(carried, at));
      Lanes.store(c, values, at);
    }
    Lanes.store(Lanes.all(1f / rows).mul(sum), means.bytes(), unit * Float.BYTES + 2 * units);
  }

  /**
   * Of i, f and g, and what c gives to c'.
   *
   * @param state the total derivative with respect to c
   */
  static void stateBackward(
      Tensor gates, Tensor before, Tensor state, Tensor carry, Tensor means, int unit) {
    ByteBuffer bytes = gates.bytes();
    ByteBuffer old = before.bytes();
    ByteBuffer states = state.bytes();
    ByteBuffer carried = carry.bytes();
    int rows = state.rows();
    int units = state.columns() * Float.BYTES;
    FloatVector sumI = Lanes.all(0);
    FloatVector sumF = Lanes.all(0);
    FloatVector sumG = Lanes.all(0);
    for (int row = 0; row < rows; row++) {
      int at = unit * Float.BYTES + row * units;
      int first = at + 3 * row * units;
      FloatVector c = Lanes.load(states, at);
      FloatVector f = Lanes.load(bytes, first + units);
      Lanes.store(f.mul(c), carried, at);
      f = Curves.logisticSlope(f).mul(Lanes.load(old, at)).mul(c);
      sumF = f.add(sumF);
      Lanes.store(f, bytes, first + units);
      FloatVector i = Lanes.load(bytes, first);
      FloatVector g = Lanes.load(bytes, first + 3 * units);
      FloatVector toG = Curves.tanhSlope(g).mul(i).mul(c);
      sumG = toG.add(sumG);
      Lanes.store(toG, bytes, first + 3 * units);
      FloatVector toI = Curves.logisticSlope(i).mul(g).mul(c);
      sumI = toI.add(sumI);
      Lanes.store(toI, bytes, first);
    }
    ByteBuffer row = means.bytes();
    int to = unit * Float.BYTES;
    Lanes.store(Lanes.all(1f / rows).mul(sumI), row, to);
    Lanes.store(Lanes.all(1f / rows).mul(sumF), row, to + units);
    Lanes.store(Lanes.all(1f / rows).mul(sumG), row, to + 3 * units);
  }
}
