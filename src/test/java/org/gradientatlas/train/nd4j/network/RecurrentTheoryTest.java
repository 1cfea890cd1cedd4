package org.gradientatlas.train.nd4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.Recurrent;
import org.gradientatlas.axis.architecture.Recurrent.Cell;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Targets;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.study.Trial;
import org.gradientatlas.theory.FixedPoint;
import org.gradientatlas.theory.MeanField;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.TrialFixture;
import org.gradientatlas.train.nd4j.kernel.KernelProvider;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the probe of a recurrent network measures at initialization, against theory. */
class RecurrentTheoryTest {
  private static final int BATCH = 10;

  /** Without weights a gate is the sigmoid of its bias, and the state decays by it. */
  @ParameterizedTest
  @ValueSource(doubles = {-1, 0, 1, 3})
  void gatesForgetAsTheirBiasSays(double bias) {
    double kept = Activation.SIGMOID.value(bias, new double[0]);
    for (Cell cell : List.of(Cell.LSTM, Cell.GRU)) {
      for (Precision precision : Precision.values()) {
        Trial trial =
            new TrialFixture()
                .depth(1)
                .width(37)
                .batchSize(BATCH)
                .precision(precision)
                .initializer(Variant.of(Initializer.CONSTANT, 0))
                .inputInitializer(Variant.of(Initializer.CONSTANT, 0))
                .architecture(new Recurrent(cell, bias, 0))
                .trial();
        double[] deltas = probe(trial, data(20, 3, 1), true);
        for (int t = 1; t < deltas.length; t++) {
          assertThat(deltas[t - 1] / deltas[t])
              .as("%s %s", cell, precision)
              .isCloseTo(kept, within(precision == Precision.FLOAT64 ? 1e-14 : 1e-6));
        }
      }
    }
  }

  /** Width 400, 60 steps (Chen 2018): decades a step are those of sqrt chi1. */
  @ParameterizedTest
  @CsvSource({"0.8, 0.1", "1, 0.05", "1.5, 0.5", "2, 0.05", "2.5, 0.01"})
  void deltaOfATanhRecurrenceFollowsChi(double sw2, double variance) {
    double measured = 0;
    int replicates = 2;
    for (int replicate = 0; replicate < replicates; replicate++) {
      measured += slope(sw2, variance, replicate) / replicates;
    }
    assertThat(measured).isCloseTo(expected(sw2, variance), within(0.01));
  }

  static double expected(double sw2, double variance) {
    var field = new MeanField(Variant.of(Activation.TANH), sw2, variance);
    return -Math.log10(FixedPoint.from(field, variance).chi1()) / 2;
  }

  /** Decades that delta gains from one time step to the next, away from both ends. */
  static double slope(double sw2, double variance, int replicate) {
    Trial trial =
        new TrialFixture()
            .depth(1)
            .width(400)
            .bias(false)
            .batchSize(BATCH)
            .replicate(replicate)
            .precision(Precision.FLOAT32)
            .initializer(Variant.of(Initializer.SCALED_NORMAL, sw2, 0))
            .architecture(new Recurrent(Cell.TANH, 0, 0))
            .trial();
    double[] deltas = probe(trial, data(60, 20, variance), false);
    var line = new SimpleRegression();
    for (int t = 9; t < 58; t++) {
      line.addData(t, Math.log10(deltas[t]));
    }
    return line.getSlope();
  }

  private static Dataset data(int timeSteps, int features, double variance) {
    var targets = new Targets.Classes(Sequences.labels(BATCH), Sequences.CLASSES);
    return Sequences.of(timeSteps, features, variance, targets);
  }

  /**
   * The sizes of delta by time step.
   *
   * @param output whether to give the output layer weights
   */
  private static double[] probe(Trial trial, Dataset data, boolean output) {
    Batch batch = Sequences.first(data, BATCH);
    List<LayerStats> rows = new ArrayList<>();
    try (var network = new ProgramNetwork(trial, batch, KernelProvider.best())) {
      Tensor weights = network.sites().get(1).tensor("W").values();
      for (int i = 0; output && i < weights.size(); i++) {
        weights.set(i, Math.sin(i));
      }
      network.probe(batch, Sequences.cotangents(BATCH), rows::add);
    }
    return rows.stream()
        .filter(row -> row.place().timeStep() != null)
        .mapToDouble(row -> row.backward().deltaRms())
        .toArray();
  }
}
