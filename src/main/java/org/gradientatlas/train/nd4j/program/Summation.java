package org.gradientatlas.train.nd4j.program;

import java.util.Arrays;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.train.nd4j.kernel.KernelPair;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.step.Pass;
import org.jspecify.annotations.Nullable;

/**
 * a = phi(x W + b), row by row. Rows may be examples, or the tokens or places of examples, which
 * then share the weights.
 */
public final class Summation implements Operation {
  private final Signal output;
  private final Learned weights;
  private final @Nullable Learned bias;
  private final KernelPair kernels;
  private final Tensor preactivations;
  private final Multiplication product;
  private final boolean hidden;
  private final boolean shared;
  private final double[] sharedOver;

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
    this(
        workshop,
        input.values.rows(),
        weights,
        bias,
        activation,
        (sums, deltas) -> new RowProducts(input, weights, sums, deltas, workshop.batch(), first));
  }

  /**
   * @param rows of the output
   */
  public Summation(
      Workshop workshop,
      int rows,
      Learned weights,
      @Nullable Learned bias,
      Variant<Activation> activation,
      Multiplication.Maker products) {
    int units = weights.site().columns();
    this.weights = weights;
    this.bias = bias;
    this.kernels = workshop.kernels(activation);
    this.hidden = activation.type() != Activation.IDENTITY;
    this.shared = rows != workshop.batch();
    this.output = workshop.signal(rows, units);
    this.preactivations =
        kernels.fast().readsPreactivations() ? workshop.tensor(rows, units) : output.values;
    this.product = products.of(preactivations, output.gradient);
    this.sharedOver = new double[units];
    Arrays.fill(sharedOver, rows / (double) workshop.batch());
  }

  public Signal output() {
    return output;
  }

  @Override
  public void forward(Pass pass) {
    int rows = output.values.rows();
    product.forward();
    Tensor shift = bias == null ? null : bias.values();
    SumStats stats = pass == Pass.RECORDED ? weights.sum() : null;
    double greatest =
        kernels
            .fast()
            .activate(
                preactivations, shift, output.values, rows, stats == null ? null : stats.forward);
    if (Double.isNaN(greatest)) {
      // Fast loops may drop a NaN; the plain ones propagate it.
      product.forward();
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
    Tensor delta = output.gradient;
    int rows = delta.rows();
    Tensor point = kernels.fast().readsPreactivations() ? preactivations : output.values;
    Tensor biasGradient = bias == null ? null : bias.gradient();
    kernels.fast().differentiate(delta, point, biasGradient, rows);
    if (biasGradient != null && shared) {
      // The loop takes the mean over all rows; the gradient sums over those of an example.
      kernels.fast().scaleColumns(biasGradient, sharedOver);
    }
    if (pass == Pass.RECORDED) {
      weights.sum().deltaSquares = kernels.fast().squares(delta, rows);
    }
    product.backward();
  }
}
