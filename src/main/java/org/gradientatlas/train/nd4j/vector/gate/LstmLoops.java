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

  static void backward(
      Tensor gates,
      Tensor before,
      Tensor squashed,
      Tensor gradient,
      Tensor carry,
      Tensor means,
      int unit) {
    ByteBuffer bytes = gates.bytes();
    ByteBuffer old = before.bytes();
    ByteBuffer values = squashed.bytes();
    ByteBuffer gradients = gradient.bytes();
    ByteBuffer carried = carry.bytes();
    int rows = squashed.rows();
    int units = squashed.columns() * Float.BYTES;
    FloatVector sumI = Lanes.all(0);
    FloatVector sumF = Lanes.all(0);
    FloatVector sumO = Lanes.all(0);
    FloatVector sumG = Lanes.all(0);
    for (int row = 0; row < rows; row++) {
      int at = unit * Float.BYTES + row * units;
      int first = at + 3 * row * units;
      FloatVector i = Lanes.load(bytes, first);
      FloatVector f = Lanes.load(bytes, first + units);
      FloatVector o = Lanes.load(bytes, first + 2 * units);
      FloatVector g = Lanes.load(bytes, first + 3 * units);
      FloatVector t = Lanes.load(values, at);
      FloatVector h = Lanes.load(gradients, at);
      FloatVector c = h.mul(o).fma(Curves.tanhSlope(t), Lanes.load(carried, at));
      FloatVector toI = Curves.logisticSlope(i).mul(g).mul(c);
      FloatVector toF = Curves.logisticSlope(f).mul(Lanes.load(old, at)).mul(c);
      FloatVector toO = Curves.logisticSlope(o).mul(t).mul(h);
      FloatVector toG = Curves.tanhSlope(g).mul(i).mul(c);
      sumI = toI.add(sumI);
      sumF = toF.add(sumF);
      sumO = toO.add(sumO);
      sumG = toG.add(sumG);
      Lanes.store(toI, bytes, first);
      Lanes.store(toF, bytes, first + units);
      Lanes.store(toO, bytes, first + 2 * units);
      Lanes.store(toG, bytes, first + 3 * units);
      Lanes.store(c, values, at);
      Lanes.store(c.mul(f), carried, at);
    }
    FloatVector share = Lanes.all(1f / rows);
    int to = unit * Float.BYTES;
    Lanes.store(share.mul(sumI), means.bytes(), to);
    Lanes.store(share.mul(sumF), means.bytes(), to + units);
    Lanes.store(share.mul(sumO), means.bytes(), to + 2 * units);
    Lanes.store(share.mul(sumG), means.bytes(), to + 3 * units);
  }
}
