package org.gradientatlas.train.dl4j.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SelfAttentionLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.train.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Files that are no model, and models that want to do harm. */
class ModelReaderTest {
  private static final String JSON = OwnModels.dense(4, 3).toJson();
  private static final byte[] ZIP = zip();

  @Test
  void readsWhatDeeplearning4jWrites() {
    ModelFile file = OwnModels.read("good.zip", ZIP);
    assertThat(file.parameters()).hasSize((4 + 1) * 5 + (5 + 1) * 4 + (4 + 1) * 3);
    assertThat(file.graph()).isFalse();
    assertThat(file.digest()).hasSize(64);
    assertThat(OwnModels.read("good.json", JSON).parameters()).isEmpty();
    assertThat(OwnModels.read("graph.json", OwnModels.skip(4, 3).toJson()).graph()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javax.swing.JEditorPane",
        "com.sun.rowset.JdbcRowSetImpl",
        "org.deeplearning4j.nn.conf.layers.samediff.SameDiffLambdaLayer",
        "org.deeplearning4j.nn.conf.layers.misc.FrozenLayer",
        "org.deeplearning4j.nn.weights.embeddings.WeightInitEmbedding",
        "com.example.MyLayer",
        "java.util.HashMap<java.lang.String,javax.swing.JFrame>",
        "org.deeplearning4j.nn.conf.layers.DenseLayer ",
        ""
      })
  void refusesClassesThatAreNotOnTheList(String name) {
    String hostile = JSON.replace("org.deeplearning4j.nn.conf.layers.DenseLayer", name);
    assertRefused(
        hostile,
        "evil: confs[0].layer.@class = "
            + name
            + " is not allowed: only layers and settings of Deeplearning4j's own are, none that is"
            + " custom, lambda, SameDiff, frozen, or draws numbers");
  }

  /** Classes are looked for everywhere, not where a layer's would be. */
  @Test
  void refusesClassesWhereverTheyAre() {
    assertRefused(
        JSON.replace("\"cacheMode\" : \"NONE\"", "\"x\" : [ { \"@class\" : \"a.B\" } ]"),
        "evil: x[0].@class = a.B is not allowed");
    assertRefused(
        JSON.replace("ActivationTanH\"", "ActivationTanH\", \"y\" : \"java.lang.Runtime\""),
        "evil: confs[0].layer.activationFn.y = java.lang.Runtime is no name");
    assertRefused(
        JSON.replaceFirst("\\{", "{ \"java.lang.Runtime\" : 1, "),
        "evil: java.lang.Runtime is no name");
    assertRefused(JSON.replaceFirst("\\{", "{ \"@class\" : [ \"a.B\" ], "), "evil: @class = ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "https://example.org/x", "..", "file:x", "C:\\\\x"})
  void refusesPathsAndAddresses(String text) {
    assertRefused(
        JSON.replace("\"layer0\"", "\"" + text + "\""), "evil: confs[0].layer.layerName = ");
  }

  @Test
  void listsAllProblemsAtOnce() {
    String hostile = JSON.replace("layers.DenseLayer", "layers.MyLayer");
    assertThatThrownBy(() -> OwnModels.read("evil", hostile))
        .hasMessageContaining("confs[0].layer.@class")
        .hasMessageContaining("confs[1].layer.@class");
  }

  @Test
  void refusesWhatAStudyDoesNotDo() {
    String dropout =
        OwnModels.builder()
            .l2(1e-3)
            .list()
            .layer(new DenseLayer.Builder().nIn(4).nOut(5).dropOut(0.5).build())
            .layer(output(5))
            .build()
            .toJson();
    assertRefused(
        dropout,
        "evil: confs[0].layer.idropout asks for dropout, which draws numbers that no seed of the"
            + " study decides; take it out of the model");
    assertRefused(
        dropout,
        "evil: confs[0].layer.regularization asks for regularization, which studies do not have;"
            + " take it out of the model");
  }

  @Test
  void refusesNetworksThatAnswerAtEveryTimeStep() {
    String rnn =
        OwnModels.builder()
            .list()
            .layer(new LSTM.Builder().nIn(2).nOut(3).build())
            .layer(
                new RnnOutputLayer.Builder(LossFunction.MCXENT)
                    .nIn(3)
                    .nOut(2)
                    .activation(Activation.SOFTMAX)
                    .build())
            .build()
            .toJson();
    assertThatThrownBy(() -> OwnGraph.of(OwnModels.read("rnn.json", rnn)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageStartingWith(
            "rnn.json must end with one OutputLayer or LossLayer, for a study has one answer");
  }

  @Test
  void refusesAttentionWhichIsSameDiff() {
    String attention =
        OwnModels.builder()
            .list()
            .layer(new SelfAttentionLayer.Builder().nIn(2).nOut(2).nHeads(1).build())
            .layer(output(2))
            .build()
            .toJson();
    assertRefused(attention, "evil: confs[0].layer.@class = ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {                | evil is no JSON (line 1): Unexpected end-of-input
          { "confs": [], } | evil is no JSON (line 1): Unexpected character ('}'
          { "a":1, "a":2 } | evil is no JSON (line 1): Duplicate field 'a'
          { "confs": [] } x| evil is no JSON (line 1): Unrecognized token 'x'
          { "a": 1 }       | evil is no configuration: a MultiLayerNetwork has confs
          []               | evil is no model: it must be a zip that Deeplearning4j saved, JSON,
          GIF89a           | evil is no model: it must be a zip that Deeplearning4j saved, JSON,
          { "confs": [] }  | evil has no layers
          """)
  void refusesWhatIsNoConfiguration(String text, String message) {
    assertThatThrownBy(() -> OwnGraph.of(OwnModels.read("evil", text)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void refusesDeepNesting() {
    assertRefused("{\"confs\":" + "[".repeat(100_000), "evil nests its JSON deeper than 64 levels");
  }

  @Test
  void refusesHugeLayersBeforeTheyAreAllocated() {
    assertThatThrownBy(
            () ->
                OwnGraph.of(
                    OwnModels.read("big.json", JSON.replace("\"nout\" : 5", "\"nout\" : 2000000"))))
        .hasMessage(
            "big.json: layer layer 1 has more than 1048576 units, channels or places under its"
                + " kernel");
    assertThatThrownBy(
            () ->
                OwnGraph.of(
                    OwnModels.read(
                        "big.json",
                        JSON.replace("\"nout\" : 5", "\"nout\" : 1000000")
                            .replace("\"nin\" : 5", "\"nin\" : 1000000")
                            .replace("\"nout\" : 4", "\"nout\" : 1000000"))))
        .hasMessageContaining("parameters; 32000000 is the most that a model may");
  }

  @Test
  void refusesEveryTruncation() {
    for (int length = 4; length < ZIP.length; length += 7) {
      byte[] cut = Arrays.copyOf(ZIP, length);
      assertThatThrownBy(() -> OwnModels.read("cut.zip", cut))
          .as("%s of %s bytes", length, ZIP.length)
          .isInstanceOf(InvalidDataException.class)
          .hasMessage("cut.zip is damaged: it ends early");
    }
  }

  @Test
  void refusesDamageInside() {
    for (int at = 60; at < 600; at += 11) {
      byte[] broken = ZIP.clone();
      broken[at] ^= 0x55;
      assertThatThrownBy(() -> OwnModels.read("broken.zip", broken))
          .as("byte %s of %s", at, ZIP.length)
          .isInstanceOf(InvalidDataException.class)
          .hasMessageStartingWith("broken.zip");
    }
  }

  @Test
  void refusesZipBombs() {
    assertThatThrownBy(
            () -> OwnModels.read("bomb.zip", zip(Map.of("configuration.json", zeros(17 << 20)))))
        .hasMessage("bomb.zip: configuration.json unpacks to more than 16 MiB");
    var beside = entries();
    beside.put("updaterState.bin", zeros(257 << 20));
    assertThatThrownBy(() -> OwnModels.read("bomb.zip", zip(beside)))
        .hasMessage(
            "bomb.zip unpacks to more than 256 MiB beside its configuration and parameters");
    var many = entries();
    for (int i = 0; i < 20; i++) {
      many.put("f" + i, new byte[0]);
    }
    assertThatThrownBy(() -> OwnModels.read("bomb.zip", zip(many)))
        .hasMessage("bomb.zip holds more than 16 files, the most that a model may");
    var longer = entries();
    longer.merge("coefficients.bin", new byte[1 << 24], ModelReaderTest::concatenation);
    assertThatThrownBy(() -> OwnModels.read("bomb.zip", zip(longer)))
        .hasMessage("bomb.zip: coefficients.bin goes on after its last parameter");
  }

  @Test
  void refusesFoldersInAZip() {
    for (String name : new String[] {"../x", "a/b", "..", "/etc/passwd"}) {
      var entries = entries();
      entries.put(name, new byte[1]);
      assertThatThrownBy(() -> OwnModels.read("slip.zip", zip(entries)))
          .hasMessage("slip.zip holds " + name + ": the files of a model lie in no folder");
    }
  }

  @Test
  void refusesAZipWithoutAPart() {
    for (String name : new String[] {"configuration.json", "coefficients.bin"}) {
      var entries = entries();
      entries.remove(name);
      assertThatThrownBy(() -> OwnModels.read("part.zip", zip(entries)))
          .hasMessage("part.zip is no model that Deeplearning4j saved: it holds no " + name);
    }
  }

  @Test
  void refusesParametersOfAnotherNetwork() {
    var entries = entries();
    entries.put(
        "configuration.json", OwnModels.dense(5, 3).toJson().getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> OwnModels.read("mixed.zip", zip(entries)))
        .hasMessage(
            "mixed.zip: coefficients.bin is not of its configuration, which has 69 parameters");
  }

  @Test
  void refusesParametersThatAreNoArray() throws IOException {
    var entries = entries();
    entries.put("coefficients.bin", new byte[] {0, 3, 'X', 'Y', 'Z', 0, 0, 0, 0});
    assertThatThrownBy(() -> OwnModels.read("odd.zip", zip(entries)))
        .hasMessageStartingWith("odd.zip: coefficients.bin is not as Deeplearning4j");
    entries.put("coefficients.bin", lying());
    assertThatThrownBy(() -> OwnModels.read("odd.zip", zip(entries)))
        .hasMessageStartingWith("odd.zip: coefficients.bin is not as Deeplearning4j");
    byte[] nan = Objects.requireNonNull(entries().get("coefficients.bin"));
    Arrays.fill(nan, nan.length - 8, nan.length, (byte) 0xff);
    entries.put("coefficients.bin", nan);
    assertThatThrownBy(() -> OwnModels.read("odd.zip", zip(entries)))
        .hasMessage("odd.zip: parameter 63 is NaN, which is not finite");
  }

  /** Says that its shape has 2^40 numbers. */
  private static byte[] lying() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.writeUTF("MIXED_DATA_TYPES");
    out.writeLong(1L << 40);
    out.writeUTF("LONG");
    return bytes.toByteArray();
  }

  private static OutputLayer output(int inputs) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nIn(inputs)
        .nOut(3)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static void assertRefused(String json, String message) {
    assertThatThrownBy(() -> OwnModels.read("evil", json))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining(message);
  }

  private static byte[] zip() {
    var network = new MultiLayerNetwork(OwnModels.dense(4, 3));
    network.init();
    return OwnModels.zip(network, true);
  }

  private static byte[] zeros(int size) {
    return new byte[size];
  }

  private static byte[] concatenation(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static Map<String, byte[]> entries() {
    var entries = new LinkedHashMap<String, byte[]>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(ZIP))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entries;
  }

  private static byte[] zip(Map<String, byte[]> entries) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Deeplearning4j builds no such layers, and reads them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "nin" : 2                   | "nin" : 0                   | nin = 0 and nout = 3 must both be at least 1
          "kernelSize" : [ 3, 3 ]     | "kernelSize" : [ 0, 3 ]     | kernelSize = [0, 3] must have numbers of at least 1
          "stride" : [ 1, 1 ]         | "stride" : [ 0, 0 ]         | stride = [0, 0] must have numbers of at least 1
          "padding" : [ 0, 0 ]        | "padding" : [ -1, 0 ]       | padding = [-1, 0] must have numbers of at least 0
          "convolutionMode" : "Same"  | "convolutionMode" : "Causal" | convolutionMode = Causal goes with sequences alone
          """)
  void refusesNumbersThatTrainingWouldMeet(String built, String read, String message) {
    String json = OwnModels.convolution(6, 2, 3).toJson();
    assertThat(json).contains(built);
    assertThatThrownBy(() -> OwnGraph.of(OwnModels.read("evil", json.replace(built, read))))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          { "confs": [null] }                 | evil: confs[0] = null must be the settings of a layer, with the layer itself
          { "confs": [1, {}] }                | evil: confs[0] = 1 must be the settings of a layer, with the layer itself
          { "vertices": { "a": { } } }        | evil: vertices.a = {} must be a vertex, with its @class
          """)
  void refusesConfigurationsWithoutTheirParts(String text, String message) {
    assertRefused(text, message);
  }

  /** Deeplearning4j would take a layer without an updater for one of an old version. */
  @Test
  void refusesLayersWithoutTheirParts() {
    for (String part : List.of("iupdater", "activationFn")) {
      String json = JSON.replaceFirst("\"" + part + "\"", "\"cacheMode\"");
      assertRefused(
          json,
          "evil: confs[0].layer has no "
              + part
              + "; save the network anew, or write its configuration by toJson()");
    }
  }

  @Test
  void saysWhichEncodingItReads() {
    String must = ": the encoding of JSON must be UTF-8 without a byte order mark";
    var encodings =
        Map.of(
            "\uFEFF" + JSON,
            StandardCharsets.UTF_8,
            " " + JSON,
            StandardCharsets.UTF_16,
            JSON,
            StandardCharsets.UTF_16LE,
            JSON + " ",
            StandardCharsets.UTF_16BE);
    encodings.forEach(
        (text, encoding) ->
            assertThatThrownBy(() -> OwnModels.read("x.json", text.getBytes(encoding)))
                .as(encoding.toString())
                .isInstanceOf(InvalidDataException.class)
                .hasMessage(
                    encoding.equals(StandardCharsets.UTF_8)
                        ? "x.json begins with a byte order mark" + must
                        : "x.json is UTF-16" + must));
    byte[] latin = JSON.replace("layer0", "\u00e4").getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> OwnModels.read("x.json", latin))
        .hasMessage("x.json is not UTF-8" + must);
  }

  /** Each value in turn is something else: it is read, or a problem that a user understands. */
  @Test
  void survivesNonsenseInSettings() throws IOException {
    var told = new ArrayList<String>();
    for (String model : List.of(JSON, OwnModels.skip(4, 3).toJson())) {
      for (String nonsense : List.of("null", "-1", "1e999", "\"x\"", "true", "[[1]]", "{}")) {
        for (String changed : Nonsense.inEachPlace(model, nonsense)) {
          try {
            OwnGraph.of(OwnModels.read("evil", changed));
          } catch (InvalidDataException e) {
            told.addAll(e.problems());
          }
        }
      }
    }
    assertThat(told)
        .hasSizeGreaterThan(200)
        .allMatch(problem -> problem.startsWith("evil"))
        .noneMatch(
            problem -> problem.matches(".*(java\\.|jackson|Cannot invoke|cannot be cast).*"));
  }
}
