package org.gradientatlas.train.dl4j.own;

import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.train.dl4j.own.keras.KerasNode;
import org.jspecify.annotations.Nullable;

/** Shapes of Keras's as Deeplearning4j's, channels first; and which layers take which. */
final class KerasShapes {
  private static final Set<String> RECURRENT = Set.of("SimpleRNN", "LSTM");

  private KerasShapes() {}

  /** Of [numbers], [time steps, features] or [height, width, channels]. */
  static InputType type(int[] shape) {
    return switch (shape.length) {
      case 1 -> InputType.feedForward(shape[0]);
      case 2 ->
          shape[0] == 0 ? InputType.recurrent(shape[1]) : InputType.recurrent(shape[1], shape[0]);
      default -> InputType.convolutional(shape[0], shape[1], shape[2]);
    };
  }

  /**
   * Whether a layer reads inputs as Keras's does.
   *
   * @throws InvalidDataException saying what it takes
   */
  static void check(String file, KerasNode node, List<InputType> inputs) {
    InputType.Type kind = inputs.get(0).getType();
    InputType.Type wanted = wanted(node.type());
    if (wanted != null && wanted != kind) {
      throw new InvalidDataException(
          "%s: %s takes %s here, and gets %s%s"
              .formatted(
                  file,
                  node.title(),
                  text(wanted),
                  text(kind),
                  wanted == InputType.Type.FF
                      ? "; Flatten, GlobalAveragePooling or return_sequences = false make a list"
                      : ""));
    }
    if (node.type().equals("BatchNormalization") && kind == InputType.Type.RNN) {
      throw new InvalidDataException(
          "%s: %s: Deeplearning4j normalizes no sequences".formatted(file, node.title()));
    }
    Object axis = node.settings().getOrDefault("axis", -1);
    if (!axis.equals(-1) && !axis.equals(rank(kind))) {
      throw new InvalidDataException(
          "%s: %s: axis = %s must be the last dimension, -1".formatted(file, node.title(), axis));
    }
    boolean softmax =
        node.type().equals("Softmax") || "softmax".equals(node.settings().get("activation"));
    if (softmax && kind != InputType.Type.FF && !RECURRENT.contains(node.type())) {
      throw new InvalidDataException(
          "%s: %s: softmax is read over lists of numbers only".formatted(file, node.title()));
    }
  }

  private static InputType.@Nullable Type wanted(String layer) {
    if (layer.endsWith("1D") || RECURRENT.contains(layer)) {
      return InputType.Type.RNN;
    }
    if (layer.endsWith("2D")) {
      return InputType.Type.CNN;
    }
    return layer.equals("Dense") ? InputType.Type.FF : null;
  }

  /** Dimensions beside the batch's. */
  private static int rank(InputType.Type kind) {
    return switch (kind) {
      case CNN -> 3;
      case RNN -> 2;
      default -> 1;
    };
  }

  private static String text(InputType.Type kind) {
    return switch (kind) {
      case CNN -> "an image";
      case RNN -> "a sequence";
      default -> "a list of numbers";
    };
  }
}
