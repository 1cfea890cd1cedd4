package org.gradientatlas.train.nd4j.vector.gate;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.vector.lane.Lanes;

/** The loops of a GRU's step down one vector of columns. */
final class GruLoops {
  private GruLoops() {}

  /** Replaces the sums of r or z by the gate's values. */
  static void logistic(Tensor gates, Tensor recurrent, float[] bias, int column) {
    ByteBuffer bytes = gates.bytes();
    ByteBuffer sums = recurrent.bytes();
    int stride = gates.columns() * Float.BYTES;
    int rows = gates.rows();
    FloatVector b = Lanes.load(bias, column);
    for (int row = 0; row < rows; row++) {
      int at = column * Float.BYTES + row * stride;
      FloatVector sum = Lanes.load(bytes, at).add(Lanes.load(sums, at)).add(b);
      Lanes.store(Curves.logistic(sum), bytes, at);
    }
  }

  /** The value of n, and h = n + z (h' - n). */
  static void output(
      Tensor gates, Tensor recurrent, float[] bias, Tensor before, Tensor output, int unit) {
    ByteBuffer bytes = gates.bytes();
    ByteBuffer sums = recurrent.bytes();
    ByteBuffer old = before.bytes();
    ByteBuffer outputs = output.bytes();
    int rows = output.rows();
    int units = output.columns() * Float.BYTES;
    FloatVector b = Lanes.load(bias, 2 * output.columns() + unit);
    for (int row = 0; row < rows; row++) {
      int at = unit * Float.BYTES + row * units;
      int first = at + 2 * row * units;
      int last = first + 2 * units;
      FloatVector x = Lanes.load(bytes, last).add(b);
      FloatVector n = Curves.tanh(Lanes.load(bytes, first).fma(Lanes.load(sums, last), x));
      Lanes.store(n, bytes, last);
      FloatVector z = Lanes.load(bytes, first + units);
      Lanes.store(Lanes.load(old, at).sub(n).fma(z, n), outputs, at);
    }
  }

  static void backward(
      Tensor gates,
      Tensor recurrent,
      Tensor before,
      Tensor gradient,
      Tensor below,
      Tensor means,
      int unit) {
    ByteBuffer bytes = gates.bytes();
    ByteBuffer sums = recurrent.bytes();
    ByteBuffer old = before.bytes();
    ByteBuffer gradients = gradient.bytes();
    ByteBuffer belows = below.bytes();
    int rows = gradient.rows();
    int units = gradient.columns() * Float.BYTES;
    FloatVector sumR = Lanes.all(0);
    FloatVector sumZ = Lanes.all(0);
    FloatVector sumN = Lanes.all(0);
    for (int row = 0; row < rows; row++) {
      int at = unit * Float.BYTES + row * units;
      int first = at + 2 * row * units;
      int second = first + units;
      int third = second + units;
      FloatVector r = Lanes.load(bytes, first);
      FloatVector z = Lanes.load(bytes, second);
      FloatVector n = Lanes.load(bytes, third);
      FloatVector h = Lanes.load(gradients, at);
      FloatVector toN = Lanes.all(1).sub(z).mul(h).mul(Curves.tanhSlope(n));
      FloatVector toZ = Lanes.load(old, at).sub(n).mul(h).mul(Curves.logisticSlope(z));
      FloatVector toR = Curves.logisticSlope(r).mul(Lanes.load(sums, third)).mul(toN);
      sumR = toR.add(sumR);
      sumZ = toZ.add(sumZ);
      sumN = toN.add(sumN);
      Lanes.store(toR, bytes, first);
      Lanes.store(toZ, bytes, second);
      Lanes.store(toN, bytes, third);
      Lanes.store(toR, sums, first);
      Lanes.store(toZ, sums, second);
      Lanes.store(toN.mul(r), sums, third);
      Lanes.store(h.fma(z, Lanes.load(belows, at)), belows, at);
    }
    FloatVector share = Lanes.all(1f / rows);
    int to = unit * Float.BYTES;
    Lanes.store(share.mul(sumR), means.bytes(), to);
    Lanes.store(share.mul(sumZ), means.bytes(), to + units);
    Lanes.store(share.mul(sumN), means.bytes(), to + 2 * units);
  }
}
