package org.gradientatlas.train.nd4j.vector;

import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.train.nd4j.kernel.GateKernels;
import org.gradientatlas.train.nd4j.kernel.KernelProvider;
import org.gradientatlas.train.nd4j.kernel.LayerKernels;
import org.gradientatlas.train.nd4j.kernel.PlainGates;
import org.gradientatlas.train.nd4j.kernel.PlainKernels;
import org.gradientatlas.train.nd4j.vector.activation.ActivationKernel;
import org.gradientatlas.train.nd4j.vector.activation.Counter;
import org.gradientatlas.train.nd4j.vector.activation.Elu;
import org.gradientatlas.train.nd4j.vector.activation.Erf;
import org.gradientatlas.train.nd4j.vector.activation.Gelu;
import org.gradientatlas.train.nd4j.vector.activation.GeluTanh;
import org.gradientatlas.train.nd4j.vector.activation.HardTanh;
import org.gradientatlas.train.nd4j.vector.activation.Mish;
import org.gradientatlas.train.nd4j.vector.activation.Rectifier;
import org.gradientatlas.train.nd4j.vector.activation.SaturationCounter;
import org.gradientatlas.train.nd4j.vector.activation.Sigmoid;
import org.gradientatlas.train.nd4j.vector.activation.SmoothActivation;
import org.gradientatlas.train.nd4j.vector.activation.Softplus;
import org.gradientatlas.train.nd4j.vector.activation.Softsign;
import org.gradientatlas.train.nd4j.vector.activation.StagedActivation;
import org.gradientatlas.train.nd4j.vector.activation.Swish;
import org.gradientatlas.train.nd4j.vector.activation.Tanh;
import org.gradientatlas.train.nd4j.vector.activation.VanishingActivation;
import org.gradientatlas.train.nd4j.vector.gate.IsolatedGates;
import org.gradientatlas.train.nd4j.vector.gate.VectorGates;
import org.jspecify.annotations.Nullable;

/** Provides this package's loops to code that does not depend on the Vector API. */
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
    ActivationKernel curve = curve(activation);
    Counter counter = curve == null ? null : counter(activation, curve);
    return new VectorKernels(
        plain, curve, counter, VanishingActivation.of(activation), optimizer, learningRate);
  }

  @Override
  public GateKernels gates(Precision precision, int units) {
    return precision == Precision.FLOAT64
        ? new PlainGates(0, units)
        : new IsolatedGates(new VectorGates(units));
  }

  /** Rectifiers saturate on one side of 0, S-shaped activations on both. */
  private static Counter counter(Variant<Activation> activation, ActivationKernel curve) {
    return curve.readsPreactivations() && curve instanceof Counter counter
        ? counter
        : new SaturationCounter(activation, !(curve instanceof Rectifier));
  }

  /** The loops of an activation; null to use the plain ones. */
  private static @Nullable ActivationKernel curve(Variant<Activation> activation) {
    return switch (activation.type()) {
      case TANH -> new Tanh();
      case RELU -> new Rectifier(0);
      case LEAKY_RELU -> new Rectifier(activation.values().get(0));
      case IDENTITY -> new Rectifier(1);
      default -> {
        StagedActivation formula = formula(activation);
        yield formula == null ? null : new SmoothActivation(activation, formula);
      }
    };
  }

  private static @Nullable StagedActivation formula(Variant<Activation> activation) {
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
      case ERF -> new Erf();
      default -> null;
    };
  }

  private static double slope(Variant<Activation> activation, double z) {
    return activation.type().derivative(z, activation.array());
  }
}
