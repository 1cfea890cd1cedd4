package org.gradientatlas.train.nd4j.vector.lane;

import java.util.Arrays;
import org.gradientatlas.train.nd4j.memory.Tensor;

/**
 * A block of parameters, gradients and optimizer state, copied to the heap: there the JIT hoists
 * the bounds checks that every off-heap access pays, which saves more than the copies cost. An
 * instance is reused for all tensors.
 */
public final class ParameterBlock {
  /** Entries of a full block: with the tensors they are copied from, they fit into L1. */
  public static final int SIZE = 128 * Lanes.COUNT;

  private final float[] weights = new float[SIZE];
  private final float[] gradient = new float[SIZE];
  private final float[][] state;
  private int count;

  /**
   * @param slots how many numbers the optimizer keeps for each entry
   */
  public ParameterBlock(int slots) {
    this.state = new float[slots][SIZE];
  }

  public float[] weights() {
    return weights;
  }

  public float[] gradient() {
    return gradient;
  }

  public float[] state(int slot) {
    return state[slot];
  }

  /** The number of entries; zeros beyond them fill up a pair of vectors. */
  public int count() {
    return count;
  }

  /** Reads the block that starts at an entry. */
  public void read(Tensor w, Tensor g, Tensor optimizerState, int from) {
    count = Math.min(SIZE, w.size() - from);
    read(w, from, weights);
    read(g, from, gradient);
    for (int slot = 0; slot < state.length; slot++) {
      read(optimizerState, slot * w.size() + from, state[slot]);
    }
  }

  private void read(Tensor tensor, int from, float[] to) {
    tensor.read(from, to, count);
    Arrays.fill(to, count, Lanes.paired(count), 0);
  }

  /** Writes back what an update changes: all but the gradient. */
  public void write(Tensor w, Tensor optimizerState, int to) {
    w.write(to, weights, count);
    for (int slot = 0; slot < state.length; slot++) {
      optimizerState.write(slot * w.size() + to, state[slot], count);
    }
  }
}
