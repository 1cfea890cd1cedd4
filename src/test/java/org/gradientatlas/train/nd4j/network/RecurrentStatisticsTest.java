package org.gradientatlas.train.nd4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.Recurrent;
import org.gradientatlas.axis.architecture.Recurrent.Cell;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.TrialFixture;
import org.gradientatlas.train.nd4j.kernel.KernelProvider;
import org.gradientatlas.train.nd4j.network.LonghandRecurrent.Spot;
import org.gradientatlas.train.nd4j.program.Learned;
import org.gradientatlas.train.nd4j.program.Site;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rows of recurrent layers, and truncated gradients, against longhand computations. */
class RecurrentStatisticsTest {
  private static final double H = 1e-5;
  private static final int TIME_STEPS = 7;
  private static final Loss LOSS = Loss.SOFTMAX_CROSS_ENTROPY;

  private static Batch batch(Dataset data) {
    return new Batch(data, new int[] {3, 1, 4, 15, 9}, 5);
  }

  private static List<Dataset> data() {
    return List.of(Sequences.labelled(TIME_STEPS), Sequences.labelledEach(TIME_STEPS));
  }

  /** The states that blocks begin with are constants to truncated gradients. */
  @ParameterizedTest
  @EnumSource
  void truncatedGradientsAreThoseOfCarriedStatesThatStay(Cell cell) {
    for (int truncation : new int[] {0, 1, 3, TIME_STEPS, 100}) {
      for (Dataset data : data()) {
        var settings = new Recurrent(cell, 1, truncation);
        Trial trial = new TrialFixture().depth(2).architecture(settings).trial();
        Batch batch = batch(data);
        try (var network = new ProgramNetwork(trial, batch, KernelProvider.plain())) {
          double loss = network.gradients(batch);
          var carried = new LonghandRecurrent(network, settings, batch, null, null, 0);
          assertThat(loss).isCloseTo(carried.loss(LOSS), within(1e-13));
          for (Site site : network.sites()) {
            for (Learned tensor : site.tensors) {
              compare(network, settings, batch, carried, tensor);
            }
          }
        }
      }
    }
  }

  private static void compare(
      ProgramNetwork network,
      Recurrent settings,
      Batch batch,
      LonghandRecurrent carried,
      Learned tensor) {
    for (int i = 0; i < tensor.values().size(); i += 7) {
      double value = tensor.values().get(i);
      tensor.values().set(i, value + H);
      double above = new LonghandRecurrent(network, settings, batch, carried, null, 0).loss(LOSS);
      tensor.values().set(i, value - H);
      double below = new LonghandRecurrent(network, settings, batch, carried, null, 0).loss(LOSS);
      tensor.values().set(i, value);
      assertThat(tensor.gradient().get(i))
          .as("%s %s[%d]", settings.label(), tensor.site().name(), i)
          .isCloseTo((above - below) / (2 * H), within(1e-8));
    }
  }

  @ParameterizedTest
  @EnumSource
  void rowsTellOfSumsAndTimeSteps(Cell cell) {
    for (Dataset data : data()) {
      var settings = new Recurrent(cell, 0.7, 0);
      // Wide enough to saturate, and to kill rectifiers.
      Trial trial =
          new TrialFixture()
              .depth(2)
              .initializer(Variant.of(Initializer.SCALED_NORMAL, 3, 1))
              .architecture(settings)
              .trial();
      Batch batch = batch(data);
      List<LayerStats> rows = new ArrayList<>();
      try (var network = new ProgramNetwork(trial, batch, KernelProvider.plain())) {
        var longhand = new LonghandRecurrent(network, settings, batch, null, null, 0);
        for (LayerStats row : rows(network, batch)) {
          check(row, network, settings, batch, longhand);
          rows.add(row);
        }
      }
      assertThat(rows.stream().filter(row -> row.place().timeStep() != null))
          .extracting(row -> row.place().timeStep())
          .containsExactly(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7);
    }
  }

  /** Of the probe, whose loss is w . z at the last step: here that of the cross-entropy there. */
  private static List<LayerStats> rows(ProgramNetwork network, Batch batch) {
    var rows = new ArrayList<LayerStats>();
    network.probe(batch, cotangents(batch), rows::add);
    return rows;
  }

  private static double[] cotangents(Batch batch) {
    double[] cotangents = new double[batch.count() * batch.data().outputs()];
    for (int i = 0; i < cotangents.length; i++) {
      cotangents[i] = Math.cos(3.0 * i);
    }
    return cotangents;
  }

  private static void check(
      LayerStats row,
      ProgramNetwork network,
      Recurrent settings,
      Batch batch,
      LonghandRecurrent longhand) {
    int layer = row.place().layer() - 1;
    if (layer == 2) {
      return;
    }
    String tensor = row.place().tensor();
    Integer timeStep = row.place().timeStep();
    if (timeStep == null && tensor != null && !tensor.startsWith("W")) {
      assertThat(row.forward()).isEqualTo(LayerStats.Forward.NONE);
      assertThat(row.backward().deltaRms()).isNaN();
      return;
    }
    boolean state = timeStep != null && settings.cell().gated();
    String gate = tensor == null || tensor.equals("W") ? "" : tensor.substring(2);
    String name = !state ? gate : settings.cell() == Cell.LSTM ? "c" : "h";
    List<Spot> spots = longhand.spots(layer, timeStep == null ? -1 : timeStep - 1, name);
    assertThat(spots).hasSize((timeStep == null ? TIME_STEPS : 1) * 5 * 6);
    Activation phi =
        state
            ? Activation.IDENTITY
            : List.of("i", "f", "o", "r", "z").contains(gate)
                ? Activation.SIGMOID
                : settings.cell() == Cell.RELU ? Activation.RELU : Activation.TANH;
    forward(row, phi, spots, longhand);
    if (state) {
      assertThat(row.forward().saturatedFraction()).isNaN();
      assertThat(row.forward().deadUnitFraction()).isNaN();
    } else {
      slopes(row, phi, spots, longhand);
    }
    backward(row, spots, network, settings, batch);
  }

  private static void forward(
      LayerStats row, Activation phi, List<Spot> spots, LonghandRecurrent longhand) {
    var z = new SummaryStatistics();
    var a = new SummaryStatistics();
    for (Spot spot : spots) {
      double sum = longhand.number(spot);
      z.addValue(sum);
      a.addValue(phi.value(sum, new double[0]));
    }
    near(row.forward().preactivations(), z);
    near(row.forward().activations(), a);
  }

  private static void near(LayerStats.Distribution actual, SummaryStatistics expected) {
    assertThat(actual.mean()).isCloseTo(expected.getMean(), within(1e-12));
    assertThat(actual.sd()).isCloseTo(Math.sqrt(expected.getPopulationVariance()), within(1e-12));
  }

  private static void slopes(
      LayerStats row, Activation phi, List<Spot> spots, LonghandRecurrent longhand) {
    boolean[] alive = new boolean[6];
    int saturated = 0;
    for (Spot spot : spots) {
      double slope = phi.derivative(longhand.number(spot), new double[0]);
      double limit = LayerStats.SATURATED_BELOW * phi.steepest(new double[0]);
      saturated += slope < limit ? 1 : 0;
      alive[spot.unit()] |= slope != 0;
    }
    int dead = 0;
    for (boolean unit : alive) {
      dead += unit ? 0 : 1;
    }
    assertThat(row.forward().saturatedFraction()).isEqualTo(saturated / (double) spots.size());
    assertThat(row.forward().deadUnitFraction()).isEqualTo(dead / 6.0);
  }

  /** The probe's loss of an example is the product of its cotangents and its outputs. */
  private static void backward(
      LayerStats row, List<Spot> spots, ProgramNetwork network, Recurrent settings, Batch batch) {
    double squares = 0;
    for (Spot spot : spots) {
      double above = product(network, settings, batch, spot, H);
      double below = product(network, settings, batch, spot, -H);
      squares += Math.pow((above - below) / (2 * H), 2);
    }
    double expected = Math.sqrt(squares / spots.size());
    assertThat(row.backward().deltaRms())
        .as("%s %s", settings.label(), row.place())
        .isCloseTo(expected, within(1e-7 * Math.max(1, expected)));
  }

  private static double product(
      ProgramNetwork network, Recurrent settings, Batch batch, Spot spot, double nudge) {
    var nudged = new LonghandRecurrent(network, settings, batch, null, spot, nudge);
    double[] z = nudged.outputs(TIME_STEPS - 1, spot.example());
    double[] cotangents = cotangents(batch);
    double product = 0;
    for (int i = 0; i < z.length; i++) {
      product += z[i] * cotangents[spot.example() * z.length + i];
    }
    return product;
  }
}
