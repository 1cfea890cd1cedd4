package org.gradientatlas.axis.architecture;

import java.io.Serializable;

/** The shape of one example. Its numbers lie one after the other, the last index the fastest. */
public sealed interface InputShape extends Serializable {
  /** Numbers per example. */
  int size();

  /** Numbers without an order. */
  record Flat(int features) implements InputShape {
    @Override
    public int size() {
      return features;
    }
  }

  /** As many numbers at each of several instants: row-major [timeSteps, features]. */
  record Sequence(int timeSteps, int features) implements InputShape {
    @Override
    public int size() {
      return Math.multiplyExact(timeSteps, features);
    }
  }

  /** A picture: row-major [height, width, channels]. */
  record Image(int height, int width, int channels) implements InputShape {
    @Override
    public int size() {
      return Math.multiplyExact(Math.multiplyExact(height, width), channels);
    }
  }
}
