package org.gradientatlas.train.nd4j.network;

import org.gradientatlas.train.nd4j.kernel.KernelPair;
import org.gradientatlas.train.nd4j.kernel.LayerKernels;
import org.gradientatlas.train.nd4j.kernel.LayerSums;
import org.gradientatlas.train.nd4j.kernel.PlainKernels;
import org.gradientatlas.train.nd4j.memory.ExponentPolicy;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.product.Products;
import org.gradientatlas.train.nd4j.step.Pass;
import org.jspecify.annotations.Nullable;

/** The forward pass of one layer, and a bound on the size of its outputs. */
final class ForwardPass {
  private final LayerKernels kernels;
  private final PlainKernels plain;
  private final LayerTensors tensors;
  private final LayerSums.Forward sums = new LayerSums.Forward();
  private double greatestPreactivation;
  private boolean lifted;

  ForwardPass(KernelPair kernels, LayerTensors tensors) {
    this.kernels = kernels.fast();
    this.plain = kernels.plain();
    this.tensors = tensors;
  }

  /**
   * Computes the outputs.
   *
   * @param below the pass of the layer below; null for the first layer
   */
  void run(Tensor input, @Nullable ForwardPass below, int batch, Pass pass) {
    LayerSums.@Nullable Forward wanted = pass == Pass.RECORDED ? sums : null;
    lifted = false;
    int exponent = tensors.faint && below != null ? below.exponentAbove() : 0;
    greatestPreactivation = activate(input, exponent, batch, pass, wanted);
    if (exponent != 0 && greatestPreactivation > ExponentPolicy.LINEAR) {
      greatestPreactivation = activate(input, 0, batch, pass, wanted);
    }
    if (Double.isNaN(greatestPreactivation)) {
      // Fast loops may drop a NaN; the plain ones propagate it.
      sum(input, 0, batch, pass);
      plain.activate(tensors.preactivations, shift(), tensors.activations, batch, wanted);
    }
    if (tensors.skip != null) {
      tensors.skip.forward(
          input, tensors.activations, batch, wanted == null ? null : wanted.activations);
    }
  }

  private double activate(
      Tensor input, int exponent, int batch, Pass pass, LayerSums.@Nullable Forward wanted) {
    sum(input, exponent, batch, pass);
    return kernels.activate(tensors.preactivations, shift(), tensors.activations, batch, wanted);
  }

  /** The pre-activations without the bias, scaled by a power of two. */
  private void sum(Tensor input, int exponent, int batch, Pass pass) {
    Tensor u = tensors.preactivations;
    Normalizer normalizer = tensors.normalizer;
    // Normalization may rescale vanishing numbers, so keep all their digits.
    int wanted = normalizer == null ? exponent : input.exponent();
    u.exponent(Math.max(wanted, input.exponent() - ExponentPolicy.GREATEST_STEP));
    Products.forward(input, tensors.weights.values, u, batch);
    if (u.exponent() != wanted) {
      kernels.scale(u, wanted - u.exponent(), batch);
    }
    if (normalizer != null && pass == Pass.EVALUATION) {
      normalizer.evaluate(u, batch);
    } else if (normalizer != null) {
      normalizer.forward(u, batch);
    }
    u.exponent(exponent);
  }

  private @Nullable Tensor shift() {
    return tensors.bias == null ? null : tensors.bias.values;
  }

  /** The exponent for the pre-activations of the layer above. */
  private int exponentAbove() {
    Tensor outputs = tensors.outputs();
    return ExponentPolicy.exponentAbove(outputs, Math.scalb(outputBound(), outputs.exponent()));
  }

  /** Scales vanishing outputs by a power of two, for the products that read them. */
  void lift(int batch) {
    int exponent = ExponentPolicy.inputExponent(outputBound());
    if (tensors.outputs().exponent() == 0 && exponent != 0) {
      kernels.scale(tensors.outputs(), exponent, batch);
      lifted = true;
    }
  }

  /** Undoes {@link #lift}, exactly: slopes are computed from the unscaled activations. */
  void lower(int batch) {
    if (lifted) {
      kernels.scale(tensors.outputs(), -tensors.outputs().exponent(), batch);
      lifted = false;
    }
  }

  /** A bound on the outputs' size, from the greatest slope. */
  double outputBound() {
    return tensors.skip == null ? plain.bound(greatestPreactivation) : tensors.skip.greatest();
  }

  /** The sums of the last recorded pass. */
  LayerSums.Forward sums() {
    return sums;
  }
}
