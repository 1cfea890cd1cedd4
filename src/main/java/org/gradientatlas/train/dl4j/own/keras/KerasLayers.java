package org.gradientatlas.train.dl4j.own.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The layers of Keras that are read, with the settings of each. A setting that is not listed must
 * say nothing, or be one that a study overrules.
 */
public final class KerasLayers {
  private static final Map<String, Map<String, KerasSetting>> ALL =
      layers(
          """
          InputLayer
          Activation activation=activation
          Add
          AveragePooling1D pool_size=counts strides=counts padding=padding data_format=layout
          AveragePooling2D pool_size=counts strides=counts padding=padding data_format=layout
          BatchNormalization axis=axis momentum=number epsilon=number center=yes scale=yes
          Concatenate axis=axis
          Conv1D filters=count kernel_size=counts strides=counts padding=padding \
            data_format=layout activation=activation use_bias=flag
          Conv2D filters=count kernel_size=counts strides=counts padding=padding \
            data_format=layout activation=activation use_bias=flag
          Dense units=count activation=activation use_bias=flag
          Flatten data_format=layout
          GlobalAveragePooling1D data_format=layout
          GlobalAveragePooling2D data_format=layout
          GlobalMaxPooling1D data_format=layout
          GlobalMaxPooling2D data_format=layout
          LSTM units=count activation=activation recurrent_activation=activation use_bias=yes \
            return_sequences=flag
          LeakyReLU alpha=number negative_slope=number
          MaxPooling1D pool_size=counts strides=counts padding=padding data_format=layout
          MaxPooling2D pool_size=counts strides=counts padding=padding data_format=layout
          ReLU
          SimpleRNN units=count activation=activation use_bias=yes return_sequences=flag
          Softmax axis=axis
          """);

  private static final Set<String> RANDOM =
      Set.of(
          "Dropout",
          "SpatialDropout1D",
          "SpatialDropout2D",
          "AlphaDropout",
          "GaussianDropout",
          "GaussianNoise");

  /** What a study decides itself, or what changes no number. */
  private static final Set<String> OVERRULED =
      Set.of(
          "name",
          "dtype",
          "batch_input_shape",
          "batch_shape",
          "input_shape",
          "input_dim",
          "input_length",
          "kernel_initializer",
          "recurrent_initializer",
          "bias_initializer",
          "beta_initializer",
          "gamma_initializer",
          "moving_mean_initializer",
          "moving_variance_initializer",
          "unit_forget_bias",
          "implementation",
          "unroll",
          "seed");

  /** Settings that say nothing when they are 1. */
  private static final Set<String> ONES = Set.of("dilation_rate", "groups");

  private KerasLayers() {}

  static boolean has(String type) {
    return ALL.containsKey(type);
  }

  /** The classes that are read, for messages. */
  public static String names() {
    return String.join(", ", ALL.keySet());
  }

  /** Why a class is not read; the end of a sentence. */
  static String refusal(String type) {
    if (RANDOM.contains(type)) {
      return "draws numbers that no seed of the study decides; take it out of the model";
    }
    return type.equals("Lambda") ? "is code, which no study runs" : "is not read";
  }

  /** What is wrong with settings; each the end of a sentence. */
  static List<String> problems(String type, JsonNode config) {
    Map<String, KerasSetting> read = ALL.getOrDefault(type, Map.of());
    var problems = new ArrayList<String>();
    config
        .fields()
        .forEachRemaining(
            field -> {
              String problem = problem(field.getKey(), field.getValue(), read.get(field.getKey()));
              if (!problem.isEmpty()) {
                problems.add(field.getKey() + " = " + text(field.getValue()) + " " + problem);
              }
            });
    return problems;
  }

  /** The settings that are read, as Java has them. */
  static Map<String, Object> settings(String type, JsonNode config) {
    var settings = new HashMap<String, Object>();
    ALL.getOrDefault(type, Map.of())
        .forEach(
            (key, setting) -> {
              if (config.hasNonNull(key)) {
                settings.put(key, setting.value(config.get(key)));
              }
            });
    return settings;
  }

  private static String problem(String key, JsonNode value, @Nullable KerasSetting setting) {
    if (setting != null) {
      boolean fits = value.isNull() || setting.takes(value);
      String text = value.isTextual() && !setting.isText() ? ", and is a text" : "";
      return fits ? "" : "must be " + setting.allowed() + text;
    }
    if (key.equals("trainable")) {
      return value.asBoolean(true) ? "" : "is not read: a study trains all layers";
    }
    if (OVERRULED.contains(key) || saysNothing(value) || (ONES.contains(key) && isOne(value))) {
      return "";
    }
    if (key.endsWith("_regularizer") || key.endsWith("_constraint")) {
      return "is not read: studies have no regularization and no constraints on weights";
    }
    return key.endsWith("dropout")
        ? "draws numbers that no seed of the study decides; take it out of the model"
        : "is not read";
  }

  private static boolean saysNothing(JsonNode value) {
    return value.isNull()
        || (value.isBoolean() && !value.booleanValue())
        || (value.isNumber() && value.doubleValue() == 0)
        || (value.isContainerNode() && value.isEmpty());
  }

  private static boolean isOne(JsonNode value) {
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false).allMatch(KerasLayers::isOne)
        : value.asInt() == 1;
  }

  private static String text(JsonNode value) {
    String text = value.isTextual() ? value.textValue() : value.toString();
    return text.length() > 60 ? text.substring(0, 60) + "..." : text;
  }

  private static Map<String, Map<String, KerasSetting>> layers(String text) {
    var layers = new TreeMap<String, Map<String, KerasSetting>>();
    text.lines()
        .map(line -> Arrays.asList(line.trim().split("\\s+")))
        .forEach(
            words -> {
              var settings = new TreeMap<String, KerasSetting>();
              for (String word : words.subList(1, words.size())) {
                String[] pair = word.split("=");
                settings.put(pair[0], KerasSetting.of(pair[1]));
              }
              layers.put(words.get(0), settings);
            });
    return layers;
  }
}
