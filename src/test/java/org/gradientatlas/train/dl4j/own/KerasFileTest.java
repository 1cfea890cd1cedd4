package org.gradientatlas.train.dl4j.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gradientatlas.train.dl4j.own.KerasModels.convolution2d;
import static org.gradientatlas.train.dl4j.own.KerasModels.dense;
import static org.gradientatlas.train.dl4j.own.KerasModels.functional;
import static org.gradientatlas.train.dl4j.own.KerasModels.input;
import static org.gradientatlas.train.dl4j.own.KerasModels.layer;
import static org.gradientatlas.train.dl4j.own.KerasModels.normalization;
import static org.gradientatlas.train.dl4j.own.KerasModels.plain;
import static org.gradientatlas.train.dl4j.own.KerasModels.pooling;
import static org.gradientatlas.train.dl4j.own.KerasModels.reading;
import static org.gradientatlas.train.dl4j.own.KerasModels.recurrent;
import static org.gradientatlas.train.dl4j.own.KerasModels.sequential;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bytedeco.hdf5.global.hdf5;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.train.ModelFile;
import org.gradientatlas.train.dl4j.own.keras.KerasLayers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keras files that are damaged, that want to do harm, or that a study cannot train. */
class KerasFileTest {
  private static final String STACK =
      sequential(input("[null, 4]"), dense("below", 5, "relu"), dense("above", 3, "softmax"));
  private static final KerasModels.Tensors WEIGHTS =
      new KerasModels.Tensors()
          .with("input_1")
          .with("below", "kernel 4 5", "bias 5")
          .with("above", "kernel 5 3", "bias 3")
          .drawn(new Random(1), 1);
  private static final byte[] FILE = KerasWriter.model(STACK, WEIGHTS.weights());

  /** What Keras makes of Lambda(lambda x: x * 2): marshalled byte code. */
  private static final String LAMBDA =
      layer(
          "Lambda",
          "twice",
          """
          "function": {"class_name": "__tuple__", "items": ["4wEAAAAAAAAAAAAAAAEAAAACAAAAUwAAAHM=",
          null, null]}, "function_type": "lambda", "module": "__main__", "output_shape": null""");

  @Test
  void readsWhatKerasWrites() {
    ModelFile file = OwnModels.read("good.h5", FILE);
    assertThat(file.parameters()).hasSize((4 + 1) * 5 + (5 + 1) * 3);
    assertThat(file.graph()).isTrue();
    assertThat(file.configuration()).contains("OutputLayer").doesNotContain("NHWC", "NWC");
  }

  /** Keras 3 writes other shapes, histories and names. */
  @Test
  void readsWhatKeras3Writes() {
    String tensor =
        """
        {"args": [{"class_name": "__keras_tensor__", "config": {"shape": [null, 4],
        "dtype": "float32", "keras_history": ["%s", 0, 0]}}], "kwargs": {}}""";
    String model =
        functional(
                "above",
                reading(layer("InputLayer", "input_1", "\"batch_shape\": [null, 4]")),
                dense("below", 5, "relu")
                    .replaceFirst(
                        "}$", ", \"inbound_nodes\": [" + tensor.formatted("input_1") + "]}"),
                dense("above", 3, "softmax")
                    .replaceFirst(
                        "}$", ", \"inbound_nodes\": [" + tensor.formatted("below") + "]}"))
            .replace("[[\"input_1\", 0, 0]]", "[\"input_1\", 0, 0]")
            .replace("[[\"above\", 0, 0]]", "[\"above\", 0, 0]")
            .replace(
                "\"dtype\": \"float32\", \"use_bias\"",
                """
                "dtype": {"module": "keras", "class_name": "DTypePolicy", "config": {"name":
                "float32"}, "registered_name": null}, "lora_rank": null, "use_bias\"""");
    assertThat(OwnModels.read("k3.h5", KerasWriter.model(model, WEIGHTS.weights())).parameters())
        .isEqualTo(OwnModels.read("k2.h5", FILE).parameters());
  }

  @Test
  void refusesLayersThatAreCodeOrUnknownAllAtOnce() {
    assertThat(
            problems(
                sequential(
                    input("[null, 4]"),
                    LAMBDA,
                    layer("Custom>Mine", "mine", "\"x\": 1"),
                    layer("Dropout", "half", "\"rate\": 0.5"),
                    dense("below", 5, "gelu"),
                    dense("above", 3, "softmax")
                        .replace(
                            "\"kernel_constraint\": null",
                            "\"kernel_constraint\": {\"class_name\": \"MaxNorm\"}"))))
        .containsExactly(
            "evil.h5: layer twice is a Lambda, which is code, which no study runs",
            "evil.h5: layer mine is a Custom>Mine, which is not read",
            "evil.h5: layer half is a Dropout, which draws numbers that no seed of the study"
                + " decides; take it out of the model",
            "evil.h5: below (Dense): activation = gelu must be one of linear, relu, relu6, tanh,"
                + " sigmoid, hard_sigmoid, softmax, softplus, softsign, elu, selu, swish, silu",
            "evil.h5: above (Dense): kernel_constraint = {\"class_name\":\"MaxNorm\"} is not read:"
                + " studies have no regularization and no constraints on weights",
            "evil.h5: layers that are read: " + KerasLayers.names());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "units": 5      | "units": 2000000000       | units = 2000000000 must be a whole number
          "units": 5      | "units": -1               | units = -1 must be a whole number from 1
          "units": 5      | "units": [5]              | units = [5] must be a whole number from 1
          "units": 5      | "x": 5                    | below (Dense): x = 5 is not read
          "units": 5      | "units": null             | is not read by Deeplearning4j's import
          "trainable": true | "trainable": false      | is not read: a study trains all layers
          [null, 4]       | [null, null]              | input input_1 has the shape [null,null]
          [null, 4]       | [null, 4000000]           | input input_1 has the shape [null,4000000]
          [null, 4]       | [null, 4, 4, 4, 4]        | and must have 1 to 3 known dimensions
          [null, 4]       | [null, 6, 4]              | below (Dense) takes a list of numbers here
          "Sequential"    | "MyModel"                 | evil.h5 is a MyModel, and must be a Sequential
          "name": "above" | "name": "below"           | evil.h5 has two layers of the name below
          "name": "above" | "name": "/etc/passwd"     | is no name, as a class, path or address
          "units": 5      | "units": 1000000          | has 43 weights, and its layers need 8000003
          "units": 5      | "units": 6                | has 43 weights, and its layers need 51
          "InputLayer"    | "__import__('os')"        | is a __import__('os'), which is not read
          {"class_name": "S | {"x": NaN, "class_name": "S | evil.h5: model_config is no JSON
          """)
  void refusesWhatNoStudyTrains(String old, String changed, String message) {
    assertThat(String.join("\n", problems(STACK.replace(old, changed)))).contains(message);
  }

  @Test
  void refusesLayersThatDoNotFitTogether() {
    assertThat(problems(sequential(input("[null, 6, 5, 2]"), dense("above", 3, "softmax"))))
        .containsExactly(
            "evil.h5: above (Dense) takes a list of numbers here, and gets an image; Flatten,"
                + " GlobalAveragePooling or return_sequences = false make a list");
    assertThat(
            problems(
                sequential(
                    input("[null, 6, 5, 2]"),
                    convolution2d("conv", 3, "same", 1),
                    normalization("norm", 1),
                    plain("Flatten", "flat"),
                    dense("above", 3, "softmax"))))
        .containsExactly(
            "evil.h5: norm (BatchNormalization): axis = 1 must be the last dimension, -1");
    assertThat(
            problems(
                sequential(
                    input("[null, 6, 5]"),
                    recurrent("LSTM", "lstm", 3, true),
                    normalization("norm", 2),
                    dense("above", 3, "softmax"))))
        .containsExactly(
            "evil.h5: norm (BatchNormalization): Deeplearning4j normalizes no sequences");
    assertThat(
            problems(
                sequential(
                    input("[null, null, 5]"),
                    recurrent("LSTM", "lstm", 3, true),
                    plain("Flatten", "flat"),
                    dense("above", 3, "softmax"))))
        .containsExactly(
            "evil.h5: flat (Flatten) reads a sequence whose time steps the model does not say");
    assertThat(
            problems(
                sequential(
                    input("[null, 6, 5, 2]"),
                    convolution2d("conv", 3, "same", 1).replace("channels_last", "channels_first"),
                    dense("above", 3, "softmax"))))
        .containsExactly(
            "evil.h5: conv (Conv2D): data_format = channels_first must be channels_last, as Keras"
                + " has it by default");
    assertThat(
            problems(
                functional(
                    "above",
                    reading(input("[null, 6, 5, 2]")),
                    reading(plain("Flatten", "flat"), "input_1"),
                    reading(plain("Flatten", "again"), "input_1"),
                    reading(layer("Concatenate", "both", "\"axis\": -1"), "flat", "again"),
                    reading(dense("above", 3, "softmax"), "both"))))
        .containsExactly(
            "evil.h5: both (Concatenate) reads what Flatten gives, and must come behind a Dense");
  }

  @Test
  void refusesGraphsThatAreNone() {
    assertThat(
            problems(
                functional(
                    "above",
                    reading(input("[null, 4]")),
                    reading(dense("below", 5, "relu"), "above"),
                    reading(dense("above", 3, "softmax"), "below"))))
        .contains("evil.h5: below (Dense) reads above, which comes later");
    assertThat(problems("{\"class_name\": \"Sequential\", \"config\": []}"))
        .containsExactly(
            "evil.h5 is a Sequential, and must be a Sequential or a Functional model with layers");
    assertThat(problems(STACK.replace("{\"class_name\": \"Seq", "{".repeat(100) + "{\"Seq")))
        .anyMatch(problem -> problem.startsWith("evil.h5: model_config"));
    String pooled =
        sequential(
            input("[null, 6, 5, 2]"),
            pooling("MaxPooling2D", "pool", "[9, 9]", "valid"),
            plain("Flatten", "flat"),
            dense("above", 3, "softmax"));
    assertThat(problems(pooled)).hasSize(1);
  }

  @Test
  void saysWhatAModelConfigurationMustBe() {
    for (String model : List.of("[1, 2]", "{}", "{\"config\": {\"layers\": [1]}}")) {
      assertThat(problems(model))
          .containsExactly(
              "evil.h5 has a model_config without a class_name, and must be a Sequential or a"
                  + " Functional model with layers");
    }
    assertThat(problems(STACK.replace("\"units\": 5", "\"units\": \"5\"")))
        .containsExactly(
            "evil.h5: below (Dense): units = 5 must be a whole number from 1 to 1048576, and is a"
                + " text");
  }

  @Test
  void saysHowToSaveWhatHoldsWeightsAlone() {
    assertThatThrownBy(() -> OwnModels.read("w.h5", KerasWriter.weightsAlone(WEIGHTS.weights())))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "w.h5 has no model_config, as files of weights alone (save_weights) have none: save"
                + " the whole model, model.save(\"model.h5\")");
  }

  @Test
  void saysHowToSaveWhatIsKerassOwnZip() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (String entry : List.of("metadata.json", "config.json", "model.weights.h5")) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    assertThatThrownBy(() -> OwnModels.read("m.keras", bytes.toByteArray()))
        .hasMessage("m.keras is Keras's own zip: save the model as HDF5, model.save(\"model.h5\")");
  }

  @Test
  void refusesWeightsOfOtherShapes() {
    var swapped =
        new KerasModels.Tensors()
            .with("below", "kernel 5 4", "bias 5")
            .with("above", "kernel 5 3", "bias 3");
    assertThatThrownBy(() -> OwnModels.read("s.h5", KerasWriter.model(STACK, swapped.weights())))
        .hasMessage(
            "s.h5: the weights of below (Dense) are not those of its settings: W has the shape [5,"
                + " 4], and must have [4, 5]");
  }

  @Test
  void refusesNumbersThatAreNotFinite() {
    Map<String, List<KerasWriter.Weights>> weights = WEIGHTS.weights();
    Objects.requireNonNull(weights.get("below")).get(1).numbers()[2] = Float.NaN;
    assertThatThrownBy(() -> OwnModels.read("nan.h5", KerasWriter.model(STACK, weights)))
        .hasMessage("nan.h5: below/bias:0 has NaN, which is not finite");
  }

  @Test
  void refusesEveryTruncation() {
    for (int length = 4; length < FILE.length; length += 97) {
      byte[] cut = Arrays.copyOf(FILE, length);
      assertThatThrownBy(() -> OwnModels.read("cut.h5", cut))
          .as("%s of %s bytes", length, FILE.length)
          .isInstanceOf(InvalidDataException.class)
          .hasMessageStartingWith("cut.h5 is damaged: ");
    }
  }

  /** A native parser would have to be trusted here; this one throws, or reads other numbers. */
  @Test
  void survivesDamageInside() {
    var random = new Random(3);
    var told = new ArrayList<String>();
    for (int i = 0; i < 600; i++) {
      byte[] broken = FILE.clone();
      for (int k = 0; k < 3; k++) {
        broken[8 + random.nextInt(broken.length - 8)] = (byte) random.nextInt();
      }
      try {
        OwnModels.read("broken.h5", broken);
      } catch (InvalidDataException e) {
        told.addAll(e.problems());
      }
    }
    assertThat(told).isNotEmpty().allMatch(problem -> problem.startsWith("broken.h5"));
  }

  /** Each value of a model in turn is something else: it is read, or it is a told problem. */
  @Test
  void survivesNonsenseInSettings() throws IOException {
    String model =
        functional(
            "above",
            reading(input("[null, 6, 5, 2]")),
            reading(convolution2d("conv", 2, "same", 1), "input_1"),
            reading(normalization("norm", 3), "conv"),
            reading(plain("Add", "sum"), "norm", "input_1"),
            reading(pooling("AveragePooling2D", "pool", "[2, 2]", "valid"), "sum"),
            reading(plain("Flatten", "flat"), "pool"),
            reading(dense("above", 3, "softmax"), "flat"));
    int told = 0;
    int paths = 0;
    for (String nonsense : List.of("null", "-1", "2147483647", "\"x\"", "true", "[[1]]")) {
      List<String> changed = Nonsense.inEachPlace(model, nonsense);
      paths = changed.size();
      for (String one : changed) {
        List<String> problems = problems(one);
        assertThat(problems)
            .noneMatch(text -> text.matches(".*(java\\.|jackson|Cannot invoke|cannot be cast).*"));
        told += problems.isEmpty() ? 0 : 1;
      }
    }
    assertThat(paths).isGreaterThan(80);
    assertThat(told).isGreaterThan(2 * paths);
  }

  @Test
  void followsNoLinks() {
    byte[] linked =
        KerasWriter.file(
            root -> {
              KerasWriter.text(root, "model_config", STACK);
              hdf5.H5Lcreate_external("/etc/passwd", "/", root.getId(), "model_weights", 0, 0);
            });
    assertThatThrownBy(() -> OwnModels.read("linked.h5", linked))
        .hasMessage("linked.h5 has 0 weights, and its layers need 43");
    byte[] soft =
        KerasWriter.file(
            root -> {
              KerasWriter.text(root, "model_config", STACK);
              hdf5.H5Lcreate_soft("/", root.getId(), "model_weights", 0, 0);
            });
    assertThatThrownBy(() -> OwnModels.read("soft.h5", soft))
        .hasMessage("soft.h5 has 0 weights, and its layers need 43");
  }

  private static List<String> problems(String model) {
    try {
      byte[] file = KerasWriter.model(model, WEIGHTS.weights());
      OwnGraph.of(OwnModels.read("evil.h5", file));
      return List.of();
    } catch (InvalidDataException e) {
      return e.problems();
    }
  }
}
