package org.gradientatlas.study.file;

import java.util.List;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.problem.InvalidValueException;

/**
 * Checks the initializers of a block against its other axes.
 *
 * @param grid the block
 */
record InitializerCheck(
    Section grid,
    List<Variant<Initializer>> initializers,
    List<Variant<Initializer>> inputInitializers) {

  void check(List<Boolean> biases, List<Normalization> normalizations) {
    initializers.stream()
        .filter(i -> !Double.isNaN(i.type().preactivationVariance(i.array())))
        .forEach(i -> refuseNormalizations(i, normalizations));
    if (biases.contains(false)) {
      initializers.stream().filter(InitializerCheck::drawsBiases).forEach(this::refuseBiases);
    }
    inputInitializers.stream()
        .filter(InitializerCheck::drawsBiases)
        .forEach(this::refuseInputBiases);
  }

  private static boolean drawsBiases(Variant<Initializer> initializer) {
    return initializer.type().biasVariance(initializer.array()) > 0;
  }

  /** Refuses normalizations, which would divide out the scale that the initializer sets. */
  private void refuseNormalizations(
      Variant<Initializer> initializer, List<Normalization> normalizations) {
    for (Normalization normalization : normalizations) {
      if (normalization != Normalization.NONE) {
        grid.problem(
            "initializer",
            new InvalidValueException(
                initializer.label(),
                "scales pre-activations, as normalization = %s does again; keep normalization = none"
                    .formatted(normalization.label())));
      }
    }
  }

  private void refuseBiases(Variant<Initializer> initializer) {
    grid.problem(
        "initializer",
        new InvalidValueException(
            initializer.label(),
            "draws biases, but bias = false is in the same grid; keep bias = true, or sb2 = 0"));
  }

  private void refuseInputBiases(Variant<Initializer> initializer) {
    grid.problem(
        "input-initializer",
        new InvalidValueException(
            initializer.label(),
            "draws biases, which initializer alone draws; keep sb2 = 0 here, and set it in"
                + " initializer"));
  }
}
