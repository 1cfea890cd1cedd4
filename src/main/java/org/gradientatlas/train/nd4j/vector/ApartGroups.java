package org.gradientatlas.train.nd4j.vector;

import org.gradientatlas.train.nd4j.Groups;
import org.gradientatlas.train.nd4j.Moments;
import org.gradientatlas.train.nd4j.Tensor;

/**
 * The loops of other groups, each compiled alone.
 *
 * @param groups whose loops these are
 * @param apart see there
 */
record ApartGroups(Groups groups, Apart apart) implements Groups {
  @Override
  public void measure(Tensor u, int rows, Moments moments) {
    apart.run(() -> groups.measure(u, rows, moments));
  }

  @Override
  public void normalize(Tensor u, int rows, Moments moments, Tensor gain, Tensor x) {
    apart.run(() -> groups.normalize(u, rows, moments, gain, x));
  }

  @Override
  public void average(
      Tensor delta, int rows, Moments moments, Tensor gain, Tensor x, double[] gainGradient) {
    apart.run(() -> groups.average(delta, rows, moments, gain, x, gainGradient));
  }

  @Override
  public double differentiate(
      Tensor delta, int rows, Moments moments, Tensor gain, Tensor x, Tensor below) {
    return apart.number(() -> groups.differentiate(delta, rows, moments, gain, x, below));
  }
}
