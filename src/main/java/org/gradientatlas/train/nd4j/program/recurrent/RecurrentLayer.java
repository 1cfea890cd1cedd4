package org.gradientatlas.train.nd4j.program.recurrent;

import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.product.Products;
import org.gradientatlas.train.nd4j.program.Operation;
import org.gradientatlas.train.nd4j.step.Pass;

/** A recurrent layer: what does not depend on h_(t-1) is one product over all time steps. */
final class RecurrentLayer implements Operation {
  private final Unrolled layer;
  private final StepLoops steps;
  private final int truncation;
  private final boolean first;
  private final boolean lastOnly;
  private final Tensor earlier;
  private final Tensor later;
  private final Tensor ones;

  /**
   * @param first whether nothing needs the gradient of the input
   * @param lastOnly whether only the last time step is read
   */
  RecurrentLayer(
      Unrolled layer,
      StepLoops steps,
      int truncation,
      boolean first,
      boolean lastOnly,
      Tensor ones) {
    this.layer = layer;
    this.steps = steps;
    this.truncation = truncation;
    this.first = first;
    this.lastOnly = lastOnly;
    int rows = (layer.timeSteps - 1) * layer.batch;
    this.earlier = layer.output.values.rows(0, rows);
    this.later = steps.recurrentDeltas().rows(layer.batch, rows);
    this.ones = ones;
  }

  @Override
  public void forward(Pass pass) {
    layer.weights.gather();
    layer.recurrent.gather();
    layer.biases.gather();
    Products.multiply(false, false, 1, layer.input.values, layer.weights.values, 0, steps.sums());
    for (int t = 0; t < layer.timeSteps; t++) {
      steps.forward(t, pass);
    }
  }

  @Override
  public void backward(Pass pass) {
    for (int t = layer.timeSteps - 1; t >= 0; t--) {
      if (lastOnly && t > 0) {
        layer.gradients[t - 1].clear();
      }
      steps.backward(t, t > 0 && !cut(t), pass);
    }
    gradients();
    if (!first) {
      Products.multiply(
          false,
          true,
          1,
          steps.deltas(),
          layer.weights.values,
          layer.input.added(),
          layer.input.gradient);
    }
  }

  /** Whether no gradient goes on from this time step to the one before. */
  private boolean cut(int t) {
    return truncation > 0 && (layer.timeSteps - t) % truncation == 0;
  }

  private void gradients() {
    double mean = 1.0 / layer.batch;
    Products.multiply(
        true, false, mean, layer.input.values, steps.deltas(), 0, layer.weights.gradient);
    layer.weights.scatter();
    if (layer.timeSteps > 1) {
      Products.multiply(true, false, mean, earlier, later, 0, layer.recurrent.gradient);
      layer.recurrent.scatter();
    }
    if (!layer.biases.isEmpty()) {
      Products.multiply(false, false, 1, ones, layer.biasMeans, 0, layer.biases.gradient);
      layer.biases.scatter();
    }
  }
}
