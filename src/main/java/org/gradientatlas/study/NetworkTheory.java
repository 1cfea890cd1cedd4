package org.gradientatlas.study;

import org.gradientatlas.axis.architecture.Convolution;
import org.gradientatlas.axis.architecture.Dense;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.axis.architecture.Recurrent;
import org.gradientatlas.axis.architecture.ResidualBlocks;
import org.gradientatlas.theory.NoTheory;
import org.gradientatlas.theory.RandomBlocks;
import org.gradientatlas.theory.RandomNetwork;
import org.gradientatlas.theory.RandomNetwork.Kernel;
import org.gradientatlas.theory.RandomRecurrence;
import org.gradientatlas.theory.Theory;

/** A trial's network as theory sees it. */
public final class NetworkTheory {
  private NetworkTheory() {}

  /**
   * The theory of a network.
   *
   * @param input the shape of an example
   * @param outputs numbers per target
   * @param inputMeanSquare mean of x^2 over the inputs
   */
  public static Theory of(
      Trial.Network network, InputShape input, int outputs, double inputMeanSquare) {
    var architecture = network.architecture();
    if (architecture instanceof Dense) {
      return random(network, input.size(), outputs, inputMeanSquare, Kernel.NONE);
    }
    if (architecture instanceof Recurrent recurrent
        && input instanceof InputShape.Sequence sequence) {
      return new RandomRecurrence(
          recurrent,
          network.depth(),
          sequence.timeSteps(),
          network.width(),
          sequence.features(),
          outputs,
          network.initializer(),
          network.inputInitializer(),
          inputMeanSquare);
    }
    if (architecture instanceof Convolution convolution) {
      if (!convolution.circular() || convolution.stride() > 1) {
        return new NoTheory("theory of convolutions is for circular padding and stride 1");
      }
      InputShape.Image places = convolution.places(input);
      var kernel =
          new Kernel(convolution.volume(), places.height() * places.width(), convolution.average());
      return random(network, places.channels(), outputs, inputMeanSquare, kernel);
    }
    if (architecture instanceof ResidualBlocks blocks) {
      return new RandomBlocks(
          blocks,
          network.depth(),
          network.width(),
          input.size(),
          outputs,
          network.initializer(),
          network.activation(),
          inputMeanSquare);
    }
    return new NoTheory("no theory of " + architecture.kind().label());
  }

  private static RandomNetwork random(
      Trial.Network network, int inputs, int outputs, double inputMeanSquare, Kernel kernel) {
    return new RandomNetwork(
        network.depth(),
        network.width(),
        inputs,
        outputs,
        network.initializer(),
        network.activation(),
        network.normalization(),
        network.residual(),
        inputMeanSquare,
        kernel);
  }
}
