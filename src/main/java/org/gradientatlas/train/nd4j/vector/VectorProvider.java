package org.gradientatlas.train.nd4j.vector;

import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.train.nd4j.KernelProvider;
import org.gradientatlas.train.nd4j.Kernels;
import org.gradientatlas.train.nd4j.PlainKernels;
import org.jspecify.annotations.Nullable;

/** Brings the loops of this package to those who do not know the Vector API. */
public final class VectorProvider implements KernelProvider {
  @Override
  public Kernels kernels(
      Precision precision,
      Variant<Activation> activation,
      Variant<Optimizer> optimizer,
      double learningRate,
      PlainKernels plain) {
    if (precision == Precision.FLOAT64) {
      return plain;
    }
    Curve curve = curve(activation);
    Fading fading = curve == null ? null : new Fading(activation, !(curve instanceof Rectifier));
    return new VectorKernels(plain, curve, fading, optimizer, learningRate);
  }

  /** The loops of an activation; null where the plain ones do. */
  private static @Nullable Curve curve(Variant<Activation> activation) {
    return switch (activation.type()) {
      case TANH -> new Tanh();
      case SIGMOID -> new Sigmoid();
      case RELU -> new Rectifier(0);
      case LEAKY_RELU -> new Rectifier(activation.values().get(0));
      case IDENTITY -> new Rectifier(1);
      default -> null;
    };
  }
}
