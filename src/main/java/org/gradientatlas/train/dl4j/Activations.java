package org.gradientatlas.train.dl4j;

import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/**
 * Deeplearning4j's activation functions where they are accurate, our formulas otherwise, so that a
 * new constant needs no change here.
 */
final class Activations {
  private Activations() {}

  static IActivation of(Variant<Activation> activation) {
    return switch (activation.type()) {
      case IDENTITY -> new ActivationIdentity();
      case SIGMOID -> new ActivationSigmoid();
      case TANH -> new ActivationTanH();
      case RELU -> new ActivationReLU();
      // Leaky ReLU too: ND4J rounds its alpha to float32 in float64 networks.
      default -> new FormulaActivation(activation);
    };
  }
}
