package org.gradientatlas.train.nd4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.Convolution;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Split;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.study.NetworkTheory;
import org.gradientatlas.study.Trial;
import org.gradientatlas.theory.Prediction;
import org.gradientatlas.theory.RandomNetwork;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.ProbeSlope;
import org.gradientatlas.train.Trainer;
import org.gradientatlas.train.TrialFixture;
import org.gradientatlas.train.nd4j.kernel.KernelProvider;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Convolutional networks with circular padding at initialization against theory (Xiao 2018): that
 * of dense networks, and of the modes in space.
 */
class ConvolutionTheoryTest {
  private static final int DEPTH = 25;
  private static final int CHANNELS = 64;
  private static final int PLACES = 16;
  private static final int REPLICATES = 8;
  private static final Convolution LINE = new Convolution(3, 1, true, 1, true);
  private static final Convolution IMAGE = new Convolution(3, 1, true, 2, true);

  /** An initializer and an activation, over lines or images. */
  record Cell(Variant<Initializer> initializer, Activation activation, Convolution shape) {
    InputShape input() {
      return shape.dimensions() == 1
          ? new InputShape.Sequence(PLACES, CHANNELS)
          : new InputShape.Image(8, 8, CHANNELS);
    }

    Prediction theory(Dataset data) {
      return Prediction.of(
          new RandomNetwork(
              DEPTH,
              CHANNELS,
              CHANNELS,
              ConvolutionTrials.CLASSES,
              initializer,
              Variant.of(activation),
              data.meanSquare()));
    }

    Trial trial(int replicate, int batch) {
      return new TrialFixture()
          .architecture(shape)
          .depth(DEPTH)
          .width(CHANNELS)
          .initializer(initializer)
          .activation(Variant.of(activation))
          .precision(Precision.FLOAT32)
          .steps(0)
          .replicate(replicate)
          .batchSize(batch)
          .trial();
    }
  }

  static Stream<Cell> cells() {
    return Stream.of(LINE, IMAGE)
        .flatMap(
            shape ->
                Stream.of(
                    new Cell(scaled(2, 0.05), Activation.TANH, shape),
                    new Cell(scaled(1, 0.05), Activation.TANH, shape),
                    new Cell(scaled(3, 0.05), Activation.TANH, shape),
                    new Cell(Variant.of(Initializer.LECUN_NORMAL), Activation.TANH, shape),
                    new Cell(Variant.of(Initializer.XAVIER_UNIFORM), Activation.TANH, shape),
                    new Cell(Variant.of(Initializer.HE_NORMAL), Activation.RELU, shape),
                    new Cell(
                        Variant.of(Initializer.DELTA_ORTHOGONAL, 1.2), Activation.TANH, shape)));
  }

  private static Variant<Initializer> scaled(double weights, double biases) {
    return Variant.of(Initializer.SCALED_NORMAL, weights, biases);
  }

  /** The mean over some networks of the slope of log10 delta_rms, in decades a layer. */
  @ParameterizedTest
  @MethodSource("cells")
  void slopesAreThoseOfDenseTheory(Cell cell) {
    Dataset data = ConvolutionTrials.data(cell.input(), 16);
    var slopes = new SummaryStatistics();
    for (int replicate = 0; replicate < REPLICATES; replicate++) {
      Trial trial = cell.trial(replicate, data.size());
      var trainer = new Trainer(new Nd4jEngine(), () -> false);
      slopes.addValue(
          ProbeSlope.of(trainer.run(trial, any -> new Split(data, data)).layers(), trial));
    }
    assertThat(slopes.getMean()).isCloseTo(cell.theory(data).log10DeltaSlope(), within(0.01));
  }

  /** An orthogonal kernel is one matrix of all its places; more of them than channels widen it. */
  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void kernelsOfEveryFormHaveTheVarianceOfTheory(int kernel) {
    var shape = new Convolution(kernel, 1, true, 2, true);
    Dataset data = ConvolutionTrials.data(new InputShape.Image(8, 8, 16), 16);
    for (Variant<Initializer> initializer :
        List.of(
            Variant.of(Initializer.ORTHOGONAL, 1.5),
            Variant.of(Initializer.DELTA_ORTHOGONAL, 1.5),
            Variant.of(Initializer.XAVIER_NORMAL))) {
      Trial trial =
          new TrialFixture(new Cell(initializer, Activation.TANH, shape).trial(0, data.size()))
              .depth(5)
              .trial();
      Prediction theory =
          NetworkTheory.of(
                  trial.network(), data.shape(), ConvolutionTrials.CLASSES, data.meanSquare())
              .predict();
      List<LayerStats> rows =
          new Trainer(new Nd4jEngine(), () -> false)
              .run(trial, any -> new Split(data, data)).layers().stream()
                  .filter(row -> "W".equals(row.place().tensor()))
                  .toList();
      for (int layer = 0; layer < 5; layer++) {
        LayerStats.Distribution z = rows.get(layer).forward().preactivations();
        assertThat((z.sd() * z.sd() + z.mean() * z.mean()) / theory.q().get(layer))
            .as("%s, layer %d", initializer.label(), layer + 1)
            .isCloseTo(1, within(0.1));
      }
      assertThat(ProbeSlope.of(rows, trial)).isCloseTo(theory.log10DeltaSlope(), within(0.06));
    }
  }

  /**
   * From a loss that reads one place of 16, mode j of the squares of delta in space decays by
   * lambda_j = (1 + 2 cos(2 pi j / 16)) / 3 a layer relative to their mean.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void modesInSpaceOfGaussianKernelsDecay(int mode) {
    double lambda = (1 + 2 * Math.cos(2 * Math.PI * mode / PLACES)) / 3;
    for (int layers : new int[] {1, 2, 4, 8}) {
      var ratios = new SummaryStatistics();
      for (int replicate = 0; replicate < REPLICATES; replicate++) {
        double[] squares = squares(scaled(1.5, 0.05), replicate, layers);
        ratios.addValue(mode(squares, mode) / mode(squares, 0));
      }
      assertThat(ratios.getMean()).isCloseTo(Math.pow(lambda, layers), within(0.05));
    }
  }

  /** Delta stays at the place that the loss reads: all modes decay alike. */
  @Test
  void modesInSpaceOfDeltaOrthogonalKernelsStay() {
    double[] squares = squares(Variant.of(Initializer.DELTA_ORTHOGONAL, 1.2), 0, DEPTH - 1);
    assertThat(squares[0]).isPositive();
    assertThat(Arrays.stream(squares).skip(1)).containsOnly(0.0);
  }

  /**
   * The squares of delta by place, so many layers below a last layer of which one place is read.
   */
  private static double[] squares(Variant<Initializer> initializer, int replicate, int layers) {
    Convolution flat = new Convolution(3, 1, true, 1, false);
    Cell cell = new Cell(initializer, Activation.TANH, flat);
    Dataset data = ConvolutionTrials.data(cell.input(), 16);
    Trial trial = cell.trial(replicate, data.size());
    Batch batch = ConvolutionTrials.batch(data, data.size());
    try (var network = new ProgramNetwork(trial, batch, KernelProvider.best())) {
      Tensor readout = network.sites().get(DEPTH).tensor("W").values();
      for (int i = CHANNELS * readout.columns(); i < readout.size(); i++) {
        readout.set(i, 0);
      }
      double[] cotangents = new double[data.size() * ConvolutionTrials.CLASSES];
      Arrays.setAll(cotangents, i -> Math.sin(1 + i));
      network.probe(batch, cotangents, row -> {});
      // The first signal is the input.
      Tensor deltas = network.signals().get(DEPTH - layers).gradient;
      double[] squares = new double[PLACES];
      for (int i = 0; i < deltas.size(); i++) {
        squares[i / CHANNELS % PLACES] += deltas.get(i) * deltas.get(i);
      }
      return squares;
    }
  }

  private static double mode(double[] squares, int mode) {
    double sum = 0;
    for (int place = 0; place < PLACES; place++) {
      sum += squares[place] * Math.cos(2 * Math.PI * mode * place / PLACES);
    }
    return sum;
  }
}
