package org.gradientatlas.data;

import java.io.Serializable;

/**
 * Examples as drawn or read, before they are split and scaled.
 *
 * @param features row-major [examples, width]
 * @param width numbers per example
 * @param targets one per example
 */
public record RawData(NumberArray features, int width, Targets targets) implements Serializable {
  /** Examples that are exact in single precision. */
  public RawData(float[] features, int width, Targets targets) {
    this(new NumberArray.Floats(features), width, targets);
  }

  /**
   * @throws IllegalArgumentException if features and targets do not hold the same number of rows
   */
  public RawData {
    if (width < 1 || (long) targets.size() * width != features.length()) {
      throw new IllegalArgumentException(
          "%d features of width %d do not go with %d targets"
              .formatted(features.length(), width, targets.size()));
    }
  }

  /** The number of examples. */
  public int size() {
    return targets.size();
  }

  /** A feature of an example; columns count from 0. */
  public double feature(int example, int column) {
    return features.get(example * width + column);
  }
}
