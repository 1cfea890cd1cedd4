package org.gradientatlas.train.nd4j.network;

import org.gradientatlas.train.nd4j.kernel.LayerKernels;
import org.gradientatlas.train.nd4j.memory.ExponentPolicy;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.product.Products;
import org.gradientatlas.train.nd4j.step.Pass;
import org.jspecify.annotations.Nullable;

/**
 * The backward pass of one layer: from dLoss/da to its gradients and dLoss/da of the layer below.
 */
final class BackwardPass {
  private final LayerKernels kernels;
  private final LayerTensors tensors;
  private double greatestDelta;
  private double greatestSensitivity;
  private double deltaSquares;

  BackwardPass(LayerKernels kernels, LayerTensors tensors) {
    this.kernels = kernels;
    this.tensors = tensors;
  }

  /**
   * Turns dLoss/da, held in the deltas, into delta; computes all gradients but that of the weights,
   * and dLoss/da of the layer below.
   *
   * @param below the deltas of the layer below; null for the first layer
   * @param pass the purpose of the forward pass
   */
  void run(@Nullable Tensor below, int batch, Pass pass) {
    double skipped = below == null ? 0 : fork(below, batch);
    differentiate(batch);
    if (pass == Pass.RECORDED) {
      // While the deltas are still in L1.
      deltaSquares = kernels.squares(tensors.deltas, batch);
    }
    greatestSensitivity = denormalize(batch);
    if (below != null) {
      passDown(below, Math.max(skipped, greatestSensitivity), batch);
    }
  }

  private double fork(Tensor below, int batch) {
    ResidualBranch skip = tensors.skip;
    return skip == null ? 0 : skip.backward(tensors.deltas, tensors.activations, below, batch);
  }

  private void differentiate(int batch) {
    Tensor biasGradient = tensors.bias == null ? null : tensors.bias.gradient;
    if (biasGradient != null) {
      biasGradient.exponent(tensors.deltas.exponent());
    }
    Tensor point = kernels.readsPreactivations() ? tensors.preactivations : tensors.activations;
    greatestDelta = kernels.differentiate(tensors.deltas, point, biasGradient, batch);
  }

  private double denormalize(int batch) {
    Normalizer normalizer = tensors.normalizer;
    return normalizer == null ? greatestDelta : normalizer.backward(tensors.deltas, batch);
  }

  /**
   * @param greatest the greatest stored number that is passed down
   */
  private void passDown(Tensor below, double greatest, int batch) {
    Tensor sensitivities = tensors.sensitivities();
    int exponent = ExponentPolicy.exponentBelow(sensitivities, greatest);
    if (tensors.skip == null) {
      below.exponent(exponent);
    } else if (below.exponent() != exponent) {
      kernels.scale(below, exponent - below.exponent(), batch);
    }
    Products.backward(
        sensitivities, tensors.weights.values, below, batch, tensors.skip == null ? 0 : 1);
  }

  /**
   * Computes the weight gradient from the layer's input.
   *
   * @param greatestInput a bound on its input
   */
  void gradient(Tensor input, double greatestInput, int batch) {
    Tensor sensitivities = tensors.sensitivities();
    Tensor gradient = tensors.weights.gradient;
    int size = Math.getExponent(greatestSensitivity * greatestInput) - sensitivities.exponent();
    if (ExponentPolicy.vanishes(sensitivities.precision(), size)) {
      gradient.clear();
    } else {
      gradient.exponent(ExponentPolicy.gradientExponent(input, sensitivities, size));
      Products.gradient(input, sensitivities, gradient, batch);
    }
  }

  /** A bound on the partial sums of the gradients, given one on the input's entries. */
  double gradientBound(double input, int batch) {
    double bound = batch * Math.max(1, input) * greatestSensitivity;
    Normalizer normalizer = tensors.normalizer;
    if (normalizer != null) {
      bound = Math.max(bound, batch * greatestDelta * Math.sqrt(normalizer.groupSize(batch)));
    }
    return tensors.skip == null ? bound : Math.max(bound, tensors.skip.greatestGradient());
  }

  /** The sum of squares of the deltas of the last recorded pass. */
  double deltaSquares() {
    return deltaSquares;
  }
}
