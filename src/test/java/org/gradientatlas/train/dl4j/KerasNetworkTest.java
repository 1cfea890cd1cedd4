package org.gradientatlas.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gradientatlas.train.dl4j.own.KerasModels.convolution1d;
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

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.architecture.ArchitectureKind;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Targets;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.ModelFile;
import org.gradientatlas.train.TrialFixture;
import org.gradientatlas.train.dl4j.KerasLonghand.Values;
import org.gradientatlas.train.dl4j.own.KerasModels.Tensors;
import org.gradientatlas.train.dl4j.own.KerasWriter;
import org.gradientatlas.train.dl4j.own.OwnModels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks of Keras files, against {@link KerasLonghand} on the file's own weights. */
class KerasNetworkTest {
  private static final String NAME = "model.h5";
  private static final int EXAMPLES = 5;
  private static final int CLASSES = 3;
  private static final double STEP = 1.0 / (1 << 14);

  private static final InputShape IMAGE = new InputShape.Image(6, 5, 2);
  private static final InputShape SEQUENCE = new InputShape.Sequence(7, 3);

  /** A model of each kind, with its longhand. */
  enum Kind {
    /** Two rows of numbers that are flattened first, and an activation as a layer of its own. */
    DENSE(new InputShape.Image(3, 2, 1)) {
      @Override
      String json() {
        return sequential(
            layer(
                "Flatten",
                "flatten",
                "\"batch_input_shape\": [null, 3, 2], \"data_format\": \"channels_last\""),
            dense("below", 4, "tanh"),
            dense("above", CLASSES, "linear"),
            layer("Activation", "softmax", "\"activation\": \"softmax\""));
      }

      @Override
      Tensors tensors() {
        return new Tensors()
            .with("flatten")
            .with("below", "kernel 6 4", "bias 4")
            .with("above", "kernel 4 3", "bias 3")
            .with("softmax");
      }

      @Override
      Values outputs(Values x, Tensors w) {
        return denseOf(denseOf(x.flattened(), w, "below").map(Math::tanh), w, "above");
      }
    },

    /** Images with channels last, flattened: the order of a dense layer's rows. */
    CONVOLUTION(IMAGE) {
      @Override
      String json() {
        return sequential(
            input("[null, 6, 5, 2]"),
            convolution2d("conv", 3, "same", 1),
            normalization("norm", 3),
            pooling("MaxPooling2D", "pool", "[2, 2]", "valid"),
            plain("Flatten", "flatten"),
            plain("ReLU", "relu"),
            dense("above", CLASSES, "softmax"));
      }

      @Override
      Tensors tensors() {
        return new Tensors()
            .with("conv", "kernel 3 2 2 3", "bias 3")
            .with("norm", "gamma 3", "beta 3", "moving_mean 3", "moving_variance 3")
            .with("above", "kernel 18 3", "bias 3");
      }

      @Override
      Values outputs(Values x, Tensors w) {
        Values c = convolutionOf(x, w, "conv", true, 1);
        Values n = KerasLonghand.normalized(c, w.of("norm", "gamma"), w.of("norm", "beta"), 0.001);
        Values p = KerasLonghand.pooling(n, 2, 2, false, true);
        return denseOf(p.map(v -> Math.max(0, v)).flattened(), w, "above");
      }
    },

    /** Strides, averages where the border is padded, and a normalization behind Flatten. */
    STRIDES(IMAGE) {
      @Override
      String json() {
        return sequential(
            input("[null, 6, 5, 2]"),
            convolution2d("first", 4, "same", 2),
            pooling("AveragePooling2D", "pool", "[2, 2]", "same"),
            plain("Flatten", "flatten"),
            normalization("norm", 1),
            dense("above", CLASSES, "softmax"));
      }

      @Override
      Tensors tensors() {
        return new Tensors()
            .with("first", "kernel 3 2 2 4", "bias 4")
            .with("norm", "gamma 16", "beta 16", "moving_mean 16", "moving_variance 16")
            .with("above", "kernel 16 3", "bias 3");
      }

      @Override
      Values outputs(Values x, Tensors w) {
        Values c = convolutionOf(x, w, "first", true, 2);
        Values p = KerasLonghand.pooling(c, 2, 2, true, false).flattened();
        return denseOf(
            KerasLonghand.normalized(p, w.of("norm", "gamma"), w.of("norm", "beta"), 0.001),
            w,
            "above");
      }
    },

    GLOBAL_POOLING(IMAGE) {
      @Override
      String json() {
        return sequential(
            input("[null, 6, 5, 2]"),
            convolution2d("first", 3, "valid", 1),
            convolution2d("second", 4, "same", 1),
            plain("GlobalAveragePooling2D", "pool"),
            dense("above", CLASSES, "softmax"));
      }

      @Override
      Tensors tensors() {
        return new Tensors()
            .with("first", "kernel 3 2 2 3", "bias 3")
            .with("second", "kernel 3 2 3 4", "bias 4")
            .with("above", "kernel 4 3", "bias 3");
      }

      @Override
      Values outputs(Values x, Tensors w) {
        Values c = convolutionOf(convolutionOf(x, w, "first", false, 1), w, "second", true, 1);
        return denseOf(KerasLonghand.pooling(c, c.height(), c.width(), false, false), w, "above");
      }
    },

    RECURRENT(SEQUENCE) {
      @Override
      String json() {
        return sequential(
            input("[null, 7, 3]"),
            recurrent("LSTM", "lstm", 4, true),
            recurrent("SimpleRNN", "rnn", 3, false),
            dense("above", CLASSES, "softmax"));
      }

      @Override
      Tensors tensors() {
        return new Tensors()
            .with("lstm", "kernel 3 16", "recurrent_kernel 4 16", "bias 16")
            .with("rnn", "kernel 4 3", "recurrent_kernel 3 3", "bias 3")
            .with("above", "kernel 3 3", "bias 3");
      }

      @Override
      Values outputs(Values x, Tensors w) {
        Values h =
            KerasLonghand.lstm(
                x, w.of("lstm", "kernel"), w.of("lstm", "recurrent_kernel"), w.of("lstm", "bias"));
        Values s =
            KerasLonghand.simpleRecurrent(
                h, w.of("rnn", "kernel"), w.of("rnn", "recurrent_kernel"), w.of("rnn", "bias"));
        return denseOf(KerasLonghand.last(s), w, "above");
      }
    },

    LAST_OF_LSTM(SEQUENCE) {
      @Override
      String json() {
        return sequential(
            input("[null, null, 3]"),
            recurrent("LSTM", "lstm", 4, false),
            dense("above", CLASSES, "softmax"));
      }

      @Override
      Tensors tensors() {
        return new Tensors()
            .with("lstm", "kernel 3 16", "recurrent_kernel 4 16", "bias 16")
            .with("above", "kernel 4 3", "bias 3");
      }

      @Override
      Values outputs(Values x, Tensors w) {
        Values h =
            KerasLonghand.lstm(
                x, w.of("lstm", "kernel"), w.of("lstm", "recurrent_kernel"), w.of("lstm", "bias"));
        return denseOf(KerasLonghand.last(h), w, "above");
      }
    },

    /** Along a sequence, flattened: its time steps first, then its channels. */
    ONE_DIMENSION(SEQUENCE) {
      @Override
      String json() {
        return sequential(
            input("[null, 7, 3]"),
            convolution1d("first", 4, "same"),
            pooling("MaxPooling1D", "pool", "[2]", "valid"),
            convolution1d("second", 2, "valid"),
            plain("Flatten", "flatten"),
            dense("above", CLASSES, "softmax"));
      }

      @Override
      Tensors tensors() {
        return new Tensors()
            .with("first", "kernel 3 3 4", "bias 4")
            .with("second", "kernel 3 4 2", "bias 2")
            .with("above", "kernel 2 3", "bias 3");
      }

      @Override
      Values outputs(Values x, Tensors w) {
        Values p = KerasLonghand.pooling(sequenceOf(x, w, "first", true), 2, 1, false, true);
        return denseOf(sequenceOf(p, w, "second", false).flattened(), w, "above");
      }
    },

    /** Branches that are added and laid side by side. */
    BRANCHES(IMAGE) {
      @Override
      String json() {
        return functional(
            "above",
            reading(input("[null, 6, 5, 2]")),
            reading(convolution2d("left", 2, "same", 1), "input_1"),
            reading(plain("Add", "sum"), "left", "input_1"),
            reading(layer("Concatenate", "beside", "\"axis\": -1"), "sum", "left"),
            reading(plain("GlobalMaxPooling2D", "pool"), "beside"),
            reading(dense("above", CLASSES, "softmax"), "pool"));
      }

      @Override
      Tensors tensors() {
        return new Tensors()
            .with("left", "kernel 3 2 2 2", "bias 2")
            .with("above", "kernel 4 3", "bias 3");
      }

      @Override
      Values outputs(Values x, Tensors w) {
        Values left = convolutionOf(x, w, "left", true, 1);
        Values both = Values.zeros(EXAMPLES, 6, 5, 4);
        for (int e = 0; e < EXAMPLES; e++) {
          for (int r = 0; r < 6; r++) {
            for (int c = 0; c < 5; c++) {
              for (int k = 0; k < 2; k++) {
                both.set(e, r, c, k, left.at(e, r, c, k) + x.at(e, r, c, k));
                both.set(e, r, c, k + 2, left.at(e, r, c, k));
              }
            }
          }
        }
        return denseOf(KerasLonghand.pooling(both, 6, 5, false, true), w, "above");
      }
    };

    @SuppressWarnings("ImmutableEnumChecker") // a record of numbers
    private final InputShape shape;

    Kind(InputShape shape) {
      this.shape = shape;
    }

    abstract String json();

    abstract Tensors tensors();

    /** Before the softmax. */
    abstract Values outputs(Values x, Tensors w);

    private static Values denseOf(Values x, Tensors w, String layer) {
      return KerasLonghand.dense(x, w.of(layer, "kernel"), w.of(layer, "bias"));
    }

    private static Values convolutionOf(
        Values x, Tensors w, String layer, boolean same, int stride) {
      return KerasLonghand.convolution(
              x, w.of(layer, "kernel"), w.of(layer, "bias"), 3, 2, same, stride)
          .map(Math::tanh);
    }

    private static Values sequenceOf(Values x, Tensors w, String layer, boolean same) {
      return KerasLonghand.convolution(x, w.of(layer, "kernel"), w.of(layer, "bias"), 3, 1, same, 1)
          .map(Math::tanh);
    }

    Dataset data() {
      var random = new Random(5);
      float[] features = new float[EXAMPLES * shape.size()];
      for (int i = 0; i < features.length; i++) {
        features[i] = (float) random.nextGaussian();
      }
      return new Dataset(
          features,
          shape,
          new Targets.Classes(random.ints(EXAMPLES, 0, CLASSES).toArray(), CLASSES));
    }

    Values values(Dataset data) {
      double[] x = new double[data.features().length];
      for (int i = 0; i < x.length; i++) {
        x[i] = data.features()[i];
      }
      return shape instanceof InputShape.Image image
          ? new Values(x, EXAMPLES, image.height(), image.width(), image.channels())
          : new Values(x, EXAMPLES, 7, 1, 3);
    }
  }

  /** The import is linear, so a file of directions tells where each weight of Keras's went. */
  @ParameterizedTest
  @EnumSource
  void lossAndGradientsAreThoseOfTheLonghand(Kind kind) {
    Dataset data = kind.data();
    int[] labels = new int[EXAMPLES];
    Arrays.setAll(labels, data::label);
    Values x = kind.values(data);
    Tensors weights = kind.tensors().drawn(new Random(1), 0.5);
    int[] rows = {0, 1, 2, 3, 4};
    var batch = new Batch(data, rows, rows.length);
    try (OwnNetwork network = new OwnNetwork(trial(), read(kind, weights), batch)) {
      double loss = network.train(batch, 0, false, row -> {}).loss();
      assertThat(loss)
          .isCloseTo(KerasLonghand.crossEntropy(kind.outputs(x, weights), labels), within(1e-9));
      double[] gradient = Copies.rowMajor(network.model().getFlattenedGradients());
      var random = new Random(2);
      for (int i = 0; i < 20; i++) {
        Tensors direction = kind.tensors().drawn(random, 0);
        double expected = derivative(kind, x, labels, weights, direction);
        double[] along = read(kind, direction).parameters();
        double sum = 0;
        for (int k = 0; k < along.length; k++) {
          sum += along[k] * gradient[k] / EXAMPLES;
        }
        assertThat(sum).as("direction %s", i).isCloseTo(expected, within(1e-8));
      }
    }
  }

  /** To the fourth order, by central differences. */
  private static double derivative(
      Kind kind, Values x, int[] labels, Tensors weights, Tensors direction) {
    double[] at = new double[2];
    for (int i = 0; i < 2; i++) {
      double step = STEP * (i + 1);
      at[i] =
          (KerasLonghand.crossEntropy(kind.outputs(x, weights.plus(step, direction)), labels)
                  - KerasLonghand.crossEntropy(
                      kind.outputs(x, weights.plus(-step, direction)), labels))
              / (2 * step);
    }
    return (4 * at[0] - at[1]) / 3;
  }

  private static ModelFile read(Kind kind, Tensors tensors) {
    return OwnModels.read(NAME, KerasWriter.model(kind.json(), tensors.weights()));
  }

  private static Trial trial() {
    return new TrialFixture()
        .architecture(ArchitectureKind.OWN.of(List.of(NAME, "model", "model")))
        .precision(Precision.FLOAT64)
        .batchSize(EXAMPLES)
        .steps(1)
        .trial();
  }
}
