package org.gradientatlas.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.ArchitectureKind;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.Split;
import org.gradientatlas.data.Targets;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.TrialResult;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.ModelFile;
import org.gradientatlas.train.Trainer;
import org.gradientatlas.train.TrialFixture;
import org.gradientatlas.train.dl4j.own.OwnModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The user's networks, against Deeplearning4j's own gradients of the same networks. */
class OwnNetworkTest {
  private static final String NAME = "model.zip";
  private static final int EXAMPLES = 12;
  private static final int CLASSES = 3;

  private static final InputShape.Flat FLAT = new InputShape.Flat(4);
  private static final InputShape.Image IMAGE = new InputShape.Image(5, 5, 2);
  private static final InputShape.Sequence SEQUENCE = new InputShape.Sequence(6, 2);

  /** A network of each kind, with examples that it reads. */
  enum Kind {
    DENSE(FLAT),
    KERAS(FLAT),
    CONVOLUTION(IMAGE),
    SKIP(FLAT),
    RECURRENT(SEQUENCE);

    @SuppressWarnings("ImmutableEnumChecker") // a record of numbers
    private final InputShape shape;

    Kind(InputShape shape) {
      this.shape = shape;
    }

    ComputationGraph graph() {
      ComputationGraph graph =
          switch (this) {
            case DENSE -> stack(OwnModels.dense(4, CLASSES)).toComputationGraph();
            case KERAS -> stack(OwnModels.keras(4, CLASSES)).toComputationGraph();
            case CONVOLUTION -> stack(OwnModels.convolution(5, 2, CLASSES)).toComputationGraph();
            case SKIP -> new ComputationGraph(OwnModels.skip(4, CLASSES));
            case RECURRENT -> new ComputationGraph(OwnModels.recurrent(2, 6, CLASSES));
          };
      if (this == SKIP || this == RECURRENT) {
        graph.init();
      }
      return graph;
    }

    byte[] zip() {
      return switch (this) {
        case DENSE -> OwnModels.zip(stack(OwnModels.dense(4, CLASSES)), false);
        case KERAS -> OwnModels.zip(stack(OwnModels.keras(4, CLASSES)), true);
        case CONVOLUTION -> OwnModels.zip(stack(OwnModels.convolution(5, 2, CLASSES)), true);
        default -> OwnModels.zip(graph(), false);
      };
    }

    String json() {
      return switch (this) {
        case DENSE -> OwnModels.dense(4, CLASSES).toJson();
        case KERAS -> OwnModels.keras(4, CLASSES).toJson();
        case CONVOLUTION -> OwnModels.convolution(5, 2, CLASSES).toJson();
        case SKIP -> OwnModels.skip(4, CLASSES).toJson();
        case RECURRENT -> OwnModels.recurrent(2, 6, CLASSES).toJson();
      };
    }

    Dataset data() {
      var random = new Random(3);
      float[] features = new float[EXAMPLES * shape.size()];
      for (int i = 0; i < features.length; i++) {
        features[i] = (float) random.nextGaussian();
      }
      int[] labels = random.ints(EXAMPLES, 0, CLASSES).toArray();
      return new Dataset(features, shape, new Targets.Classes(labels, CLASSES));
    }

    /** The examples as Deeplearning4j reads them, by its own means. */
    INDArray input(Dataset data) {
      INDArray rows = Nd4j.createFromArray(data.features()).castTo(DataType.DOUBLE);
      return switch (this) {
        case CONVOLUTION -> rows.reshape(EXAMPLES, 5, 5, 2).permute(0, 3, 1, 2).dup('c');
        case RECURRENT -> rows.reshape(EXAMPLES, 6, 2).permute(0, 2, 1).dup('c');
        default -> rows.reshape(EXAMPLES, 4);
      };
    }
  }

  private static MultiLayerNetwork stack(
      org.deeplearning4j.nn.conf.MultiLayerConfiguration settings) {
    var network = new MultiLayerNetwork(settings);
    network.init();
    return network;
  }

  @ParameterizedTest
  @EnumSource
  void gradientsOfASavedNetworkAreDeeplearning4jsOwn(Kind kind) {
    Dataset data = kind.data();
    Batch batch = all(data);
    ComputationGraph reference = kind.graph();
    reference.setInputs(kind.input(data));
    reference.setLabels(labels(data));
    reference.computeGradientAndScore();
    double[] expected = Copies.rowMajor(reference.getFlattenedGradients());
    try (OwnNetwork network = open(kind, trial("model", "model"), batch)) {
      assertThat(Copies.rowMajor(network.model().params()))
          .isEqualTo(Copies.rowMajor(reference.params()));
      double loss = network.train(batch, 0, false, row -> {}).loss();
      assertThat(loss).isCloseTo(reference.score(), within(1e-9));
      double[] gradient = Copies.rowMajor(network.model().getFlattenedGradients());
      assertThat(gradient).containsExactly(expected, within(1e-9));
    }
  }

  @ParameterizedTest
  @EnumSource
  void twoRunsGiveEqualRows(Kind kind) throws IOException {
    Trial trial = trial("grid", "grid");
    assertThat(bytes(run(kind, trial))).isEqualTo(bytes(run(kind, trial)));
  }

  @ParameterizedTest
  @EnumSource
  void everyRecordedPassHasARowForEachTensor(Kind kind) {
    List<LayerStats> rows = run(kind, trial("model", "model")).layers();
    Map<Integer, List<String>> tensors =
        rows.stream()
            .filter(row -> row.place().step() == 2)
            .collect(
                Collectors.groupingBy(
                    row -> row.place().layer(),
                    Collectors.mapping(row -> row.place().tensor(), Collectors.toList())));
    switch (kind) {
      case DENSE, SKIP ->
          assertThat(tensors.values()).hasSize(3).allMatch(List.of("W", "b")::equals);
      case KERAS -> assertThat(tensors.values()).hasSize(2).allMatch(List.of("W", "b")::equals);
      case CONVOLUTION ->
          assertThat(tensors.values())
              .containsExactly(
                  List.of("W", "b"),
                  List.of("gamma", "beta"),
                  List.of("W", "b"),
                  List.of("W", "b"));
      case RECURRENT ->
          assertThat(tensors.values())
              .containsExactlyInAnyOrder(
                  List.of("W", "RW", "b"),
                  List.of("fW", "fRW", "bW", "bRW", "fb", "bb"),
                  List.of("W", "b"));
    }
    assertThat(rows).allMatch(row -> row.gradient().values().l2() > 0);
    var layers = new HashSet<Integer>();
    assertThat(
            rows.stream().filter(row -> row.place().step() == 2 && layers.add(row.place().layer())))
        .as("the first row of a layer has what it gives")
        .allMatch(row -> row.forward().activations().sd() > 0);
  }

  /** Small steps down the gradient lower the loss, statistics of batch normalization included. */
  @ParameterizedTest
  @EnumSource
  void itLearns(Kind kind) {
    var result = run(kind, new TrialFixture(trial("model", "model")).steps(60).trial());
    assertThat(result.scores().bestLoss()).isLessThan(result.scores().initialLoss());
  }

  @Test
  void runningStatisticsFollowTheBatches() {
    Batch batch = all(Kind.CONVOLUTION.data());
    try (OwnNetwork network = open(Kind.CONVOLUTION, trial("model", "model"), batch)) {
      OwnTensor mean = OwnLayers.of(network.model()).get(1).tensors().get(2);
      assertThat(mean.name()).isEqualTo("mean");
      network.train(batch, 0, false, row -> {});
      double[] once = mean.of(Copies.rowMajor(network.model().params()));
      assertThat(once).isNotEqualTo(new double[3]);
      ComputationGraph reference = Kind.CONVOLUTION.graph();
      reference.setInputs(Kind.CONVOLUTION.input(batch.data()));
      var names = reference.feedForward(true, true, false).values();
      // The batch's mean of what the convolution makes, and a decay of 0.9.
      INDArray z =
          names.stream().filter(a -> a.rank() == 4 && a.size(1) == 3).findFirst().orElseThrow();
      double[] expected = Copies.rowMajor(z.mean(0, 2, 3).mul(0.1));
      assertThat(once).containsExactly(expected, within(1e-9));
    }
  }

  @Test
  void aNormalizationThatOnlyKeepsStatisticsHasNoGradient() {
    String json =
        OwnModels.builder()
            .list()
            .layer(new DenseLayer.Builder().nOut(5).build())
            .layer(new BatchNormalization.Builder().lockGammaBeta(true).build())
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(CLASSES)
                    .activation(org.nd4j.linalg.activations.Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.feedForward(4))
            .build()
            .toJson();
    Batch batch = all(Kind.DENSE.data());
    var squares = new double[1];
    try (OwnNetwork network =
        new OwnNetwork(trial("grid", "model"), OwnModels.read("frozen.json", json), batch)) {
      INDArray mean = network.model().getLayers()[1].getParam("mean");
      assertThat(Copies.rowMajor(mean)).containsOnly(0);
      var stats =
          network.train(
              batch, 0, true, row -> squares[0] += Math.pow(row.gradient().values().l2(), 2));
      assertThat(stats.gradL2()).isCloseTo(Math.sqrt(squares[0]), within(1e-12));
      assertThat(Copies.rowMajor(mean)).doesNotContain(0);
    }
  }

  @Test
  void gridWeightsAreTheInitializersAndGridActivationsTheStudys() {
    Batch batch = all(Kind.SKIP.data());
    Trial trial =
        new TrialFixture(trial("grid", "grid"))
            .initializer(Variant.of(Initializer.ORTHOGONAL))
            .activation(Variant.of(Activation.RELU))
            .trial();
    var rows = new ArrayList<LayerStats>();
    try (OwnNetwork network =
        new OwnNetwork(trial, OwnModels.read("skip.json", Kind.SKIP.json()), batch)) {
      double[] w = Copies.rowMajor(network.model().getLayer("branch").getParam("W"));
      for (int i = 0; i < 5; i++) {
        double dot = 0;
        for (int k = 0; k < 5; k++) {
          dot += w[i * 5 + k] * w[k];
        }
        assertThat(dot).isCloseTo(i == 0 ? 1 : 0, within(1e-9));
      }
      network.probe(batch, new double[EXAMPLES * CLASSES], rows::add);
    }
    var below = rows.get(0).forward();
    assertThat(below.activations().mean()).as("of a ReLU").isPositive();
  }

  @Test
  void clipsTheWholeGradient() {
    Batch batch = all(Kind.RECURRENT.data());
    Trial trial =
        new TrialFixture(trial("model", "model"))
            .clip(Variant.of(ClipRule.GLOBAL_NORM, 1e-3))
            .trial();
    var squares = new double[1];
    try (OwnNetwork network = open(Kind.RECURRENT, trial, batch)) {
      var stats =
          network.train(batch, 0, true, row -> squares[0] += Math.pow(row.clipping().l2(), 2));
      assertThat(Math.sqrt(squares[0])).isCloseTo(1e-3, within(1e-12));
      assertThat(stats.gradL2Clipped()).isCloseTo(1e-3, within(1e-12));
    }
  }

  @Test
  void saysWhatItWantsAndWhatTheDataHas() {
    assertThatThrownBy(() -> open(Kind.DENSE, trial("model", "model"), all(Kind.RECURRENT.data())))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "model.zip does not take the data, sequences of 6 instants with 2 features each: layer"
                + " 1 takes 4 numbers, and gets 12");
    assertThatThrownBy(() -> open(Kind.RECURRENT, trial("model", "model"), all(Kind.DENSE.data())))
        .hasMessage(
            "model.zip does not take the data, lists of 4 numbers: lstm takes no plain list of"
                + " numbers, which it gets");
    assertThatThrownBy(
            () ->
                open(
                    Kind.DENSE,
                    new TrialFixture(trial("model", "model")).loss(Loss.MSE).trial(),
                    all(Kind.DENSE.data())))
        .hasMessage("model.zip: the output's activation is Softmax, and loss = mse takes identity");
  }

  private static OwnNetwork open(Kind kind, Trial trial, Batch batch) {
    return new OwnNetwork(trial, OwnModels.read(NAME, kind.zip()), batch);
  }

  private static TrialResult run(Kind kind, Trial trial) {
    ModelFile file = OwnModels.read(NAME, kind.zip());
    Dataset data = kind.data();
    TrialResult result =
        new Trainer(new Dl4jEngine(Map.of(NAME, file)), () -> false)
            .run(trial, any -> new Split(data, data));
    assertThat(result.ending().error()).isNull();
    return result;
  }

  private static byte[] bytes(TrialResult result) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var objects = new ObjectOutputStream(out)) {
      objects.writeObject(List.copyOf(result.steps()));
      objects.writeObject(List.copyOf(result.layers()));
    }
    return out.toByteArray();
  }

  private static Trial trial(String weights, String activations) {
    return new TrialFixture()
        .architecture(ArchitectureKind.OWN.of(List.of(NAME, weights, activations)))
        .precision(Precision.FLOAT64)
        .activation(Variant.of(Activation.TANH))
        .initializer(Variant.of(Initializer.XAVIER_NORMAL))
        .learningRate(0.1)
        .batchSize(EXAMPLES)
        .steps(3)
        .trial();
  }

  private static Batch all(Dataset data) {
    int[] rows = new int[data.size()];
    Arrays.setAll(rows, i -> i);
    return new Batch(data, rows, rows.length);
  }

  private static INDArray labels(Dataset data) {
    double[] targets = new double[EXAMPLES * CLASSES];
    for (int i = 0; i < EXAMPLES; i++) {
      targets[i * CLASSES + data.label(i)] = 1;
    }
    return Nd4j.createFromArray(targets).reshape(EXAMPLES, CLASSES);
  }
}
