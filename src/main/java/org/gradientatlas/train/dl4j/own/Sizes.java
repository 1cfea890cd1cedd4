package org.gradientatlas.train.dl4j.own;

import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.jspecify.annotations.Nullable;

/** What layers make of their inputs' sizes, where Deeplearning4j 1.0.0-M2.1 says otherwise too. */
final class Sizes {
  private Sizes() {}

  /** After what stands before a layer, if anything does. */
  static InputType after(@Nullable InputPreProcessor before, InputType input) {
    if (before == null
        // Vectors pass as they are.
        || (before instanceof RnnToFeedForwardPreProcessor
            && input.getType() == InputType.Type.FF)) {
      return input;
    }
    return before.getOutputType(input);
  }

  /** After a layer. */
  static InputType after(Layer layer, int index, InputType input) {
    if (layer instanceof LossLayer) {
      return input; // Deeplearning4j says 0
    }
    InputType output = layer.getOutputType(index, input);
    // It says that a sequence stays one.
    return layer instanceof GlobalPoolingLayer && output.getType() == InputType.Type.RNN
        ? InputType.feedForward(count(output))
        : output;
  }

  /** Bidirectional layers forget how many time steps there are. */
  static InputType withTimeSteps(InputType output, InputType input) {
    return isEndless(output) && input instanceof InputType.InputTypeRecurrent below
        ? InputType.recurrent(count(output), below.getTimeSeriesLength())
        : output;
  }

  /** A sequence of an unknown length. */
  static boolean isEndless(InputType type) {
    return type instanceof InputType.InputTypeRecurrent sequence
        && sequence.getTimeSeriesLength() < 1;
  }

  /** What a layer calls its inputs: units, channels or features an instant. */
  static long count(InputType type) {
    return switch (type.getType()) {
      case CNN -> ((InputType.InputTypeConvolutional) type).getChannels();
      case RNN -> ((InputType.InputTypeRecurrent) type).getSize();
      default -> type.arrayElementsPerExample();
    };
  }
}
