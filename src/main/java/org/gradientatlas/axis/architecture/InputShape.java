package org.gradientatlas.axis.architecture;

import java.io.Serializable;

/** The shape of one example. Its numbers lie one after the other, the last index the fastest. */
public sealed interface InputShape extends Serializable {
  /** Numbers per example. */
  int size();

  /** Several examples in words: images of 8 x 8 with 1 channel. */
  String words();

  /** Numbers without an order. */
  record Flat(int features) implements InputShape {
    @Override
    public int size() {
      return features;
    }

    @Override
    public String words() {
      return "lists of %d numbers".formatted(features);
    }
  }

  /** As many numbers at each of several instants: row-major [timeSteps, features]. */
  record Sequence(int timeSteps, int features) implements InputShape {
    @Override
    public int size() {
      return Math.multiplyExact(timeSteps, features);
    }

    @Override
    public String words() {
      return "sequences of %d instants with %d features each".formatted(timeSteps, features);
    }
  }

  /** A picture: row-major [height, width, channels]. */
  record Image(int height, int width, int channels) implements InputShape {
    @Override
    public int size() {
      return Math.multiplyExact(Math.multiplyExact(height, width), channels);
    }

    @Override
    public String words() {
      return "images of %d x %d with %d channel%s"
          .formatted(height, width, channels, channels == 1 ? "" : "s");
    }
  }
}
