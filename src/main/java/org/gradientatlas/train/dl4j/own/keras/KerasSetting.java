package org.gradientatlas.train.dl4j.own.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What a setting of a Keras layer may be. */
enum KerasSetting {
  COUNT("a whole number from 1 to 1048576") {
    @Override
    boolean takes(JsonNode value) {
      return value.isInt() && value.intValue() >= 1 && value.intValue() <= MOST;
    }
  },
  COUNTS("one or two whole numbers from 1 to 1048576") {
    @Override
    boolean takes(JsonNode value) {
      return COUNT.takes(value)
          || (value.isArray()
              && (value.size() == 1 || value.size() == 2)
              && StreamSupport.stream(value.spliterator(), false).allMatch(COUNT::takes));
    }

    @Override
    Object value(JsonNode value) {
      return value.isArray()
          ? StreamSupport.stream(value.spliterator(), false).map(JsonNode::intValue).toList()
          : (Object) value.intValue();
    }
  },
  ACTIVATION("one of " + String.join(", ", Names.ACTIVATIONS)) {
    @Override
    boolean takes(JsonNode value) {
      return value.isTextual() && Names.ACTIVATIONS.contains(value.textValue());
    }

    @Override
    Object value(JsonNode value) {
      return value.textValue().equals("silu") ? "swish" : value.textValue();
    }
  },
  FLAG("true or false") {
    @Override
    boolean takes(JsonNode value) {
      return value.isBoolean();
    }
  },
  YES("true") {
    @Override
    boolean takes(JsonNode value) {
      return value.isBoolean() && value.booleanValue();
    }
  },
  PADDING("valid or same") {
    @Override
    boolean takes(JsonNode value) {
      return value.isTextual() && Set.of("valid", "same").contains(value.textValue());
    }
  },
  LAYOUT("channels_last, as Keras has it by default") {
    @Override
    boolean takes(JsonNode value) {
      return value.asText().equals("channels_last");
    }
  },
  NUMBER("a number from 0 to 1") {
    @Override
    boolean takes(JsonNode value) {
      return value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 1;
    }

    @Override
    Object value(JsonNode value) {
      return value.doubleValue();
    }
  },
  AXIS("the last dimension, such as -1") {
    @Override
    boolean takes(JsonNode value) {
      JsonNode axis = value.isArray() && value.size() == 1 ? value.get(0) : value;
      return axis.isInt() && axis.intValue() >= -1 && axis.intValue() <= 3;
    }

    @Override
    Object value(JsonNode value) {
      return value.isArray() ? value.get(0).intValue() : value.intValue();
    }
  };

  private static final int MOST = 1 << 20;

  /** In a class of their own, because constants of an enum come before its fields. */
  private static final class Names {
    /** Those that are the same function in Keras and Deeplearning4j. */
    static final List<String> ACTIVATIONS =
        List.of(
            "linear",
            "relu",
            "relu6",
            "tanh",
            "sigmoid",
            "hard_sigmoid",
            "softmax",
            "softplus",
            "softsign",
            "elu",
            "selu",
            "swish",
            "silu");
  }

  private final String allowed;

  KerasSetting(String allowed) {
    this.allowed = allowed;
  }

  abstract boolean takes(JsonNode value);

  /** As Java has it. */
  Object value(JsonNode value) {
    return value.isTextual()
        ? value.textValue()
        : value.isBoolean() ? value.booleanValue() : (Object) value.intValue();
  }

  /** What is allowed, for messages. */
  String allowed() {
    return allowed;
  }

  /** Whether its values are texts. */
  boolean isText() {
    return this == ACTIVATION || this == PADDING || this == LAYOUT;
  }

  static KerasSetting of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
