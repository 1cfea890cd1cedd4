package org.gradientatlas.train.nd4j.kernel;

import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.study.Trial;

/**
 * The loops of a layer.
 *
 * @param fast the loops to use
 * @param plain the same from the plain formulas, for cases the fast ones do not handle
 */
public record KernelPair(LayerKernels fast, PlainKernels plain) {

  public static KernelPair of(
      Trial trial, Variant<Activation> activation, KernelProvider provider) {
    var plain =
        new PlainKernels(activation, trial.descent().optimizer(), trial.descent().learningRate());
    LayerKernels fast =
        provider.kernels(
            trial.training().precision(),
            activation,
            trial.descent().optimizer(),
            trial.descent().learningRate(),
            plain);
    return new KernelPair(fast, plain);
  }
}
