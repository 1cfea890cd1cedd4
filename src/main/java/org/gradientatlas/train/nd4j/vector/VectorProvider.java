package org.gradientatlas.train.nd4j.vector;

import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.train.nd4j.kernel.KernelProvider;
import org.gradientatlas.train.nd4j.kernel.LayerKernels;
import org.gradientatlas.train.nd4j.kernel.PlainKernels;
import org.jspecify.annotations.Nullable;

/** Brings the loops of this package to those who do not know the Vector API. */
public final class VectorProvider implements KernelProvider {
  @Override
  public LayerKernels kernels(
      Precision precision,
      Variant<Activation> activation,
      Variant<Optimizer> optimizer,
      double learningRate,
      PlainKernels plain) {
    if (precision == Precision.FLOAT64) {
      return plain;
    }
    Curve curve = curve(activation);
    Counter counter = curve == null ? null : counter(activation, curve);
    return new VectorKernels(plain, curve, counter, Faint.of(activation), optimizer, learningRate);
  }

  /** Activations that bend once are saturated on one side of 0, S-shaped ones on both. */
  private static Counter counter(Variant<Activation> activation, Curve curve) {
    return curve.readsPreactivations() && curve instanceof Counter counter
        ? counter
        : new Fading(activation, !(curve instanceof Rectifier));
  }

  /** The loops of an activation; null where the plain ones do. */
  private static @Nullable Curve curve(Variant<Activation> activation) {
    return switch (activation.type()) {
      case TANH -> new Tanh();
      case RELU -> new Rectifier(0);
      case LEAKY_RELU -> new Rectifier(activation.values().get(0));
      case IDENTITY -> new Rectifier(1);
      default -> {
        Formula formula = formula(activation);
        yield formula == null ? null : new Smooth(activation, formula);
      }
    };
  }

  private static @Nullable Formula formula(Variant<Activation> activation) {
    return switch (activation.type()) {
      case SIGMOID -> new Sigmoid();
      case ELU -> new Elu(1, activation.values().get(0));
      case SELU -> new Elu(slope(activation, 1), slope(activation, -Double.MIN_VALUE));
      case GELU -> new Gelu();
      case GELU_TANH -> new GeluTanh();
      case SWISH -> new Swish();
      case MISH -> new Mish();
      case SOFTPLUS -> new Softplus();
      case SOFTSIGN -> new Softsign();
      case HARDTANH -> new HardTanh();
      case ERF -> new GaussError();
      default -> null;
    };
  }

  private static double slope(Variant<Activation> activation, double z) {
    return activation.type().derivative(z, activation.array());
  }
}
