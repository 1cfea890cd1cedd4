package org.gradientatlas.train.nd4j.program.convolution;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.product.Products;
import org.gradientatlas.train.nd4j.program.Learned;
import org.gradientatlas.train.nd4j.program.Multiplication;
import org.gradientatlas.train.nd4j.program.Signal;

/** The places under the kernel times the weights, a few examples at a time. */
final class KernelProducts implements Multiplication {
  /**
   * Some examples of a matrix whose rows are places.
   *
   * @param factors patches of other places, whose products with the weights make them
   */
  private record Part(int example, int count, Tensor rows, List<Tensor> factors) {}

  private final Stencil stencil;
  private final Signal input;
  private final Tensor deltas;
  private final Tensor weights;
  private final int batch;
  private final boolean first;
  private final List<Part> sums;
  private final List<Part> deltaParts;
  private final List<Part> below;
  private final List<Tensor> weightParts;
  private final List<Tensor> gradientParts;
  private final List<Tensor> turnedParts;

  /**
   * @param first whether nothing needs the gradient of the input
   */
  KernelProducts(
      Stencil stencil,
      Signal input,
      Learned weights,
      Tensor sums,
      Tensor deltas,
      int batch,
      boolean first) {
    this.stencil = stencil;
    this.input = input;
    this.deltas = deltas;
    this.weights = weights.values();
    this.batch = batch;
    this.first = first;
    this.sums = parts(stencil.inputs, sums, batch);
    this.deltaParts = parts(stencil.inputs, deltas, batch);
    this.below = first ? List.of() : parts(stencil.deltas, input.gradient, batch);
    this.weightParts = stencil.inputs.weights(weights.values());
    this.gradientParts = stencil.inputs.weights(weights.gradient());
    this.turnedParts = stencil.deltas.weights(stencil.turned);
  }

  private static List<Part> parts(Patches patches, Tensor matrix, int batch) {
    var parts = new ArrayList<Part>();
    for (int example = 0; example < batch; example += patches.atOnce()) {
      int count = Math.min(patches.atOnce(), batch - example);
      Tensor rows = matrix.rows(example * patches.targets(), count * patches.targets());
      parts.add(new Part(example, count, rows, patches.factors(count)));
    }
    return parts;
  }

  @Override
  public void forward() {
    multiply(stencil.inputs, input.values, weightParts, sums, 0);
  }

  /** Sets rows to the patches of a source times weights, or adds these. */
  private static void multiply(
      Patches patches, Tensor source, List<Tensor> weights, List<Part> results, int added) {
    for (int i = 0; i < results.size(); i++) {
      Part part = results.get(i);
      patches.fill(source, part.example(), part.count());
      for (int k = 0; k < weights.size(); k++) {
        Tensor factor = part.factors().get(k);
        int kept = k == 0 ? added : 1;
        Products.multiply(false, false, 1, factor, weights.get(k), kept, part.rows());
      }
    }
  }

  @Override
  public void backward() {
    for (int i = 0; i < deltaParts.size(); i++) {
      Part part = deltaParts.get(i);
      stencil.inputs.fill(input.values, part.example(), part.count());
      for (int k = 0; k < gradientParts.size(); k++) {
        Tensor factor = part.factors().get(k);
        Tensor gradient = gradientParts.get(k);
        Products.multiply(true, false, 1.0 / batch, factor, part.rows(), i == 0 ? 0 : 1, gradient);
      }
    }
    if (!first) {
      stencil.turn(weights);
      multiply(stencil.deltas, deltas, turnedParts, below, input.added());
    }
  }
}
