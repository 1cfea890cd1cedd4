package org.gradientatlas.study;

import java.util.List;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Variant;

/**
 * Whether the initializers of a block go with its other axes.
 *
 * @param grid the block
 */
record InitializerCheck(Section grid, List<Variant<Initializer>> initializers) {

  void check(List<Boolean> biases) {
    if (biases.contains(false)) {
      initializers.stream()
          .filter(initializer -> initializer.type().biasVariance(initializer.array()) > 0)
          .forEach(this::refuseBiases);
    }
  }

  private void refuseBiases(Variant<Initializer> initializer) {
    grid.problem(
        "initializer",
        new Refused(
            initializer.label(),
            "draws biases, but bias = false is in the same grid; keep bias = true, or sb2 = 0"));
  }
}
