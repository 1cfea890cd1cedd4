package org.gradientatlas.train.nd4j.vector.lane;

import java.util.Arrays;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A layer's biases on the heap, zeros if it has none: selecting between two vectors in a loop would
 * box. An instance is reused for many layers.
 */
public final class Biases {
  private float[] entries = {};

  /** Valid until the next call. */
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
