package org.gradientatlas.train.nd4j.program;

import java.util.Arrays;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.train.nd4j.kernel.KernelPair;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.product.Products;
import org.gradientatlas.train.nd4j.step.Pass;
import org.jspecify.annotations.Nullable;

/**
 * a = phi(x W + b), row by row. Rows may be examples, or the tokens or places of examples, which
 * then share the weights.
 */
public final class Summation implements Operation {
  private final Signal input;
  private final Signal output;
  private final Learned weights;
  private final @Nullable Learned bias;
  private final KernelPair kernels;
  private final Tensor preactivations;
  private final boolean hidden;
  private final int batch;
  private final double[] sharedOver;
  private final boolean first;

  /**
   * @param first whether nothing needs the gradient of the input
   */
  public Summation(
      Workshop workshop,
      Signal input,
      Learned weights,
      @Nullable Learned bias,
      Variant<Activation> activation,
      boolean first) {
    int rows = input.values.rows();
    int units = weights.site().columns();
    this.input = input;
    this.weights = weights;
    this.bias = bias;
    this.first = first;
    this.kernels = workshop.kernels(activation);
    this.hidden = activation.type() != Activation.IDENTITY;
    this.batch = workshop.batch();
    this.output = workshop.signal(rows, units);
    this.preactivations =
        kernels.fast().readsPreactivations() ? workshop.tensor(rows, units) : output.values;
    this.sharedOver = new double[units];
    Arrays.fill(sharedOver, rows / (double) batch);
  }

  public Signal output() {
    return output;
  }

  @Override
  public void forward(Pass pass) {
    int rows = input.values.rows();
    Products.multiply(false, false, 1, input.values, weights.values(), 0, preactivations);
    Tensor shift = bias == null ? null : bias.values();
    SumStats stats = pass == Pass.RECORDED ? weights.sum() : null;
    double greatest =
        kernels
            .fast()
            .activate(
                preactivations, shift, output.values, rows, stats == null ? null : stats.forward);
    if (Double.isNaN(greatest)) {
      // Fast loops may drop a NaN; the plain ones propagate it.
      Products.multiply(false, false, 1, input.values, weights.values(), 0, preactivations);
      kernels
          .plain()
          .activate(
              preactivations, shift, output.values, rows, stats == null ? null : stats.forward);
    }
    if (stats != null) {
      stats.outputs = (long) rows * output.values.columns();
      stats.units = hidden ? output.values.columns() : 0;
    }
  }

  @Override
  public void backward(Pass pass) {
    int rows = input.values.rows();
    Tensor delta = output.gradient;
    Tensor point = kernels.fast().readsPreactivations() ? preactivations : output.values;
    Tensor biasGradient = bias == null ? null : bias.gradient();
    kernels.fast().differentiate(delta, point, biasGradient, rows);
    if (biasGradient != null && rows != batch) {
      // The loop takes the mean over all rows; the gradient sums over those of an example.
      kernels.fast().scaleColumns(biasGradient, sharedOver);
    }
    if (pass == Pass.RECORDED) {
      weights.sum().deltaSquares = kernels.fast().squares(delta, rows);
    }
    Products.multiply(true, false, 1.0 / batch, input.values, delta, 0, weights.gradient());
    if (!first) {
      Products.multiply(false, true, 1, delta, weights.values(), input.added(), input.gradient);
    }
  }
}
