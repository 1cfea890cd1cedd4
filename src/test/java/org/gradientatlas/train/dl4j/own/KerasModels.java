package org.gradientatlas.train.dl4j.own;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;

/** Models as Keras saves them: their JSON, and weights by layer. */
public final class KerasModels {
  /** What all layers say that have weights. */
  private static final String USUAL =
      """
      "trainable": true, "dtype": "float32", "use_bias": true, "kernel_regularizer": null,
      "bias_regularizer": null, "activity_regularizer": null, "kernel_constraint": null,
      "bias_constraint": null, "bias_initializer": {"class_name": "Zeros", "config": {}},
      "kernel_initializer": {"class_name": "GlorotUniform", "config": {"seed": null}}""";

  private KerasModels() {}

  /** A stack of layers. */
  public static String sequential(String... layers) {
    return """
        {"class_name": "Sequential", "config": {"name": "sequential", "layers": [%s]}}"""
        .formatted(String.join(", ", layers));
  }

  public static String input(String shape) {
    return """
        {"class_name": "InputLayer", "config": {"batch_input_shape": %s, "dtype": "float32",
        "sparse": false, "ragged": false, "name": "input_1"}}"""
        .formatted(shape);
  }

  public static String dense(String name, int units, String activation) {
    return layer(
        "Dense",
        name,
        USUAL + ", \"units\": %d, \"activation\": \"%s\"".formatted(units, activation));
  }

  public static String convolution2d(String name, int filters, String padding, int stride) {
    return layer(
        "Conv2D",
        name,
        USUAL
            + """
            , "filters": %d, "kernel_size": [3, 2], "strides": [%d, %d], "padding": "%s",
            "data_format": "channels_last", "dilation_rate": [1, 1], "groups": 1,
            "activation": "tanh\""""
                .formatted(filters, stride, stride, padding));
  }

  public static String convolution1d(String name, int filters, String padding) {
    return layer(
        "Conv1D",
        name,
        USUAL
            + """
            , "filters": %d, "kernel_size": [3], "strides": [1], "padding": "%s",
            "data_format": "channels_last", "dilation_rate": [1], "groups": 1,
            "activation": "tanh\""""
                .formatted(filters, padding));
  }

  public static String pooling(String type, String name, String size, String padding) {
    return layer(
        type,
        name,
        """
        "trainable": true, "dtype": "float32", "pool_size": %s, "padding": "%s", "strides": %s,
        "data_format": "channels_last\""""
            .formatted(size, padding, size));
  }

  public static String plain(String type, String name) {
    return layer(type, name, "\"trainable\": true, \"dtype\": \"float32\"");
  }

  public static String normalization(String name, int axis) {
    return layer(
        "BatchNormalization",
        name,
        """
        "trainable": true, "dtype": "float32", "axis": [%d], "momentum": 0.99, "epsilon": 0.001,
        "center": true, "scale": true, "beta_initializer": {"class_name": "Zeros", "config": {}},
        "gamma_regularizer": null"""
            .formatted(axis));
  }

  public static String recurrent(String type, String name, int units, boolean sequences) {
    return layer(
        type,
        name,
        USUAL
            + """
            , "units": %d, "activation": "tanh", "recurrent_activation": "sigmoid",
            "return_sequences": %s, "return_state": false, "go_backwards": false,
            "stateful": false, "unroll": false, "time_major": false, "unit_forget_bias": true,
            "dropout": 0.0, "recurrent_dropout": 0.0, "implementation": 2,
            "recurrent_initializer": {"class_name": "Orthogonal", "config": {"gain": 1.0}}"""
                .formatted(units, sequences)
                .replace(type.equals("LSTM") ? "\0" : "\"recurrent_activation\": \"sigmoid\",", "")
                .replace(type.equals("LSTM") ? "\0" : "\"unit_forget_bias\": true,", ""));
  }

  public static String layer(String type, String name, String settings) {
    return "{\"class_name\": \"%s\", \"config\": {\"name\": \"%s\", %s}}"
        .formatted(type, name, settings);
  }

  /** A layer of a Functional model, which reads others. */
  public static String reading(String layer, String... inputs) {
    String nodes =
        java.util.Arrays.stream(inputs)
            .map(input -> "[\"%s\", 0, 0, {}]".formatted(input))
            .collect(Collectors.joining(", "));
    return layer.substring(0, layer.length() - 1)
        + ", \"inbound_nodes\": [%s]}".formatted(inputs.length == 0 ? "" : "[" + nodes + "]");
  }

  public static String functional(String output, String... layers) {
    return """
        {"class_name": "Functional", "config": {"name": "model", "layers": [%s],
        "input_layers": [["input_1", 0, 0]], "output_layers": [["%s", 0, 0]]}}"""
        .formatted(String.join(", ", layers), output);
  }

  /** Weights by layer and then by name: those of a network, or a direction in their space. */
  public static final class Tensors {
    private final Map<String, Map<String, double[]>> numbers = new LinkedHashMap<>();
    private final Map<String, Map<String, long[]>> shapes = new LinkedHashMap<>();

    /** A layer's weights, each a name with its dimensions: kernel 4 5. */
    public Tensors with(String layer, String... weights) {
      numbers.put(layer, new LinkedHashMap<>());
      shapes.put(layer, new LinkedHashMap<>());
      for (String weight : weights) {
        String[] words = weight.split(" ");
        long[] shape = new long[words.length - 1];
        long size = 1;
        for (int i = 0; i < shape.length; i++) {
          shape[i] = Long.parseLong(words[i + 1]);
          size *= shape[i];
        }
        layer(shapes, layer).put(words[0], shape);
        layer(numbers, layer).put(words[0], new double[(int) size]);
      }
      return this;
    }

    /** Numbers that float32 holds exactly; the moving statistics of a normalization stay put. */
    public Tensors drawn(Random random, double statistics) {
      numbers.values().stream()
          .flatMap(weights -> weights.entrySet().stream())
          .forEach(
              weight -> {
                double[] values = weight.getValue();
                for (int i = 0; i < values.length; i++) {
                  values[i] =
                      weight.getKey().startsWith("moving")
                          ? statistics
                          : (random.nextInt(129) - 64) / 128.0;
                }
              });
      return this;
    }

    public double[] of(String layer, String weight) {
      return Objects.requireNonNull(layer(numbers, layer).get(weight), weight);
    }

    private static <T> Map<String, T> layer(Map<String, Map<String, T>> layers, String name) {
      return Objects.requireNonNull(layers.get(name), name);
    }

    /** This plus a multiple of another. */
    public Tensors plus(double factor, Tensors other) {
      var sum = new Tensors();
      sum.shapes.putAll(shapes);
      numbers.forEach(
          (layer, weights) -> {
            sum.numbers.put(layer, new LinkedHashMap<>());
            weights.forEach(
                (name, values) -> {
                  double[] moved = values.clone();
                  for (int i = 0; i < moved.length; i++) {
                    moved[i] += factor * other.of(layer, name)[i];
                  }
                  layer(sum.numbers, layer).put(name, moved);
                });
          });
      return sum;
    }

    /** As TensorFlow names them. */
    public Map<String, List<KerasWriter.Weights>> weights() {
      var layers = new LinkedHashMap<String, List<KerasWriter.Weights>>();
      numbers.forEach(
          (layer, weights) -> {
            var written = new ArrayList<KerasWriter.Weights>();
            weights.forEach(
                (name, values) -> {
                  float[] floats = new float[values.length];
                  for (int i = 0; i < floats.length; i++) {
                    floats[i] = (float) values[i];
                  }
                  written.add(
                      new KerasWriter.Weights(
                          layer + "/" + name + ":0",
                          Objects.requireNonNull(layer(shapes, layer).get(name)),
                          floats));
                });
            layers.put(layer, written);
          });
      return layers;
    }
  }
}
