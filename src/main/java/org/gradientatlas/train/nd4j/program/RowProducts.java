package org.gradientatlas.train.nd4j.program;

import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.product.Products;

/**
 * Each row of the input times the weights.
 *
 * @param first whether nothing needs the gradient of the input
 */
record RowProducts(
    Signal input, Learned weights, Tensor sums, Tensor deltas, int batch, boolean first)
    implements Multiplication {
  @Override
  public void forward() {
    Products.multiply(false, false, 1, input.values, weights.values(), 0, sums);
  }

  @Override
  public void backward() {
    Products.multiply(true, false, 1.0 / batch, input.values, deltas, 0, weights.gradient());
    if (!first) {
      Products.multiply(false, true, 1, deltas, weights.values(), input.added(), input.gradient);
    }
  }
}
