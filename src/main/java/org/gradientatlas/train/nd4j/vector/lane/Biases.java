package org.gradientatlas.train.nd4j.vector.lane;

import java.util.Arrays;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A layer's biases on the heap, zeros where it has none: to a loop, a choice of two vectors would
 * be an object. An instance serves many layers.
 */
public final class Biases {
  private float[] entries = {};

  /** Good until the next call. */
  public float[] of(@Nullable Tensor bias, int columns) {
    if (entries.length < columns) {
      entries = new float[columns];
    }
    if (bias == null) {
      Arrays.fill(entries, 0);
    } else {
      bias.read(0, entries, columns);
    }
    return entries;
  }
}
