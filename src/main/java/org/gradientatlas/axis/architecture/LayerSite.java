package org.gradientatlas.axis.architecture;

import java.io.Serializable;
import java.util.List;

/**
 * A layer as initialization, cost, measurement and tables go by it.
 *
 * @param index the column {@code layer}: 1 to depth for what the architecture repeats, depth + 1
 *     for the output layer, 0 for a projection of the input before them
 * @param name what it is, in a word: {@code dense}, {@code recurrent}, {@code output}
 * @param tensors in the order of their rows
 * @param sharedOver how many times an example uses each of them: time steps, places or tokens
 */
public record LayerSite(int index, String name, List<TensorSite> tensors, int sharedOver)
    implements Serializable {

  /** Copies the tensors. */
  public LayerSite {
    tensors = List.copyOf(tensors);
  }

  /** The learned numbers. */
  public long entries() {
    return tensors.stream().mapToLong(TensorSite::entries).sum();
  }
}
