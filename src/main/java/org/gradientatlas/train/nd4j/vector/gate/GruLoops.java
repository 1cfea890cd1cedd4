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

  /** The value of n. */
  static void candidate(Tensor gates, Tensor recurrent, float[] bias, int unit) {
    ByteBuffer bytes = gates.bytes();
    ByteBuffer sums = recurrent.bytes();
    int rows = gates.rows();
    int stride = gates.columns() * Float.BYTES;
    int units = stride / 3;
    FloatVector b = Lanes.load(bias, gates.columns() / 3 * 2 + unit);
    for (int row = 0; row < rows; row++) {
      int first = unit * Float.BYTES + row * stride;
      int last = first + 2 * units;
      FloatVector x = Lanes.load(bytes, last).add(b);
      FloatVector sum = Lanes.load(bytes, first).fma(Lanes.load(sums, last), x);
      Lanes.store(Curves.tanh(sum), bytes, last);
    }
  }

  /** h = n + z (h' - n). */
  static void output(Tensor gates, Tensor before, Tensor output, int unit) {
    ByteBuffer bytes = gates.bytes();
    ByteBuffer old = before.bytes();
    ByteBuffer outputs = output.bytes();
    int rows = output.rows();
    int units = output.columns() * Float.BYTES;
    for (int row = 0; row < rows; row++) {
      int at = unit * Float.BYTES + row * units;
      int second = at + 2 * row * units + units;
      FloatVector n = Lanes.load(bytes, second + units);
      FloatVector apart = Lanes.load(old, at).sub(n);
      Lanes.store(apart.fma(Lanes.load(bytes, second), n), outputs, at);
    }
  }

  /** Of z and n, and by z of h'. */
  static void outputBackward(
      Tensor gates, Tensor before, Tensor gradient, Tensor below, Tensor means, int unit) {
    ByteBuffer bytes = gates.bytes();
    ByteBuffer old = before.bytes();
    ByteBuffer gradients = gradient.bytes();
    ByteBuffer belows = below.bytes();
    int rows = gradient.rows();
    int units = gradient.columns() * Float.BYTES;
    FloatVector sumZ = Lanes.all(0);
    FloatVector sumN = Lanes.all(0);
    for (int row = 0; row < rows; row++) {
      int at = unit * Float.BYTES + row * units;
      int second = at + 2 * row * units + units;
      FloatVector h = Lanes.load(gradients, at);
      FloatVector z = Lanes.load(bytes, second);
      Lanes.store(z.fma(h, Lanes.load(belows, at)), belows, at);
      FloatVector n = Lanes.load(bytes, second + units);
      FloatVector toN = Lanes.all(1).sub(z).mul(h).mul(Curves.tanhSlope(n));
      sumN = toN.add(sumN);
      Lanes.store(toN, bytes, second + units);
      FloatVector toZ = Lanes.load(old, at).sub(n).mul(h).mul(Curves.logisticSlope(z));
      sumZ = toZ.add(sumZ);
      Lanes.store(toZ, bytes, second);
    }
    ByteBuffer row = means.bytes();
    int to = unit * Float.BYTES;
    Lanes.store(Lanes.all(1f / rows).mul(sumZ), row, to + units);
    Lanes.store(Lanes.all(1f / rows).mul(sumN), row, to + 2 * units);
  }

  /** Of r and of the sums over h', from those of z and n. */
  static void resetBackward(Tensor gates, Tensor recurrent, Tensor means, int unit) {
    ByteBuffer bytes = gates.bytes();
    ByteBuffer sums = recurrent.bytes();
    int rows = gates.rows();
    int stride = gates.columns() * Float.BYTES;
    int units = stride / 3;
    FloatVector sumR = Lanes.all(0);
    for (int row = 0; row < rows; row++) {
      int first = unit * Float.BYTES + row * stride;
      int third = first + 2 * units;
      FloatVector r = Lanes.load(bytes, first);
      FloatVector toN = Lanes.load(bytes, third);
      FloatVector toR = Curves.logisticSlope(r).mul(Lanes.load(sums, third)).mul(toN);
      sumR = toR.add(sumR);
      Lanes.store(toR, bytes, first);
      Lanes.store(toR, sums, first);
      Lanes.store(toN.mul(r), sums, third);
      Lanes.store(Lanes.load(bytes, first + units), sums, first + units);
    }
    Lanes.store(Lanes.all(1f / rows).mul(sumR), means.bytes(), unit * Float.BYTES);
  }
}
