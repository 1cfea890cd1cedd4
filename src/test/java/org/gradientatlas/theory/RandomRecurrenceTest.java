package org.gradientatlas.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.Recurrent;
import org.junit.jupiter.api.Test;

class RandomRecurrenceTest {
  private static final Variant<Activation> TANH = Variant.of(Activation.TANH);

  private static RandomRecurrence network(
      Recurrent architecture, int depth, int timeSteps, double sw2, double meanSquare) {
    return new RandomRecurrence(
        architecture,
        depth,
        timeSteps,
        100,
        20,
        5,
        Variant.of(Initializer.SCALED_NORMAL, sw2, 0.01),
        Variant.of(Initializer.LECUN_NORMAL),
        meanSquare);
  }

  private static Recurrent cell(Recurrent.Cell cell, double forgetBias) {
    return new Recurrent(cell, forgetBias, 0);
  }

  @Test
  void theInputDrivesTheRecursionAsABiasWould() {
    Prediction theory = network(cell(Recurrent.Cell.TANH, 0), 1, 40, 1.5, 0.3).predict();
    var field = new MeanField(TANH, 1.5, 0.31);
    double q = 0.31;
    for (double stored : theory.q()) {
      assertThat(stored).isCloseTo(q, within(1e-7));
      q = field.qMap(q);
    }
    FixedPoint point = FixedPoint.from(field, 0.31);
    assertThat(theory.qStar()).isCloseTo(point.q(), within(1e-9));
    assertThat(theory.chi1()).isCloseTo(point.chi1(), within(1e-9));
  }

  @Test
  void farFromTheEndsEachStepBackMultipliesByTheRootOfChi() {
    for (double sw2 : new double[] {0.8, 1.5, 4}) {
      Prediction theory = network(cell(Recurrent.Cell.TANH, 0), 1, 80, sw2, 0.1).predict();
      double step = theory.log10DeltaRmsRatio().get(39) - theory.log10DeltaRmsRatio().get(40);
      assertThat(step).isCloseTo(0.5 * Math.log10(theory.chi1()), within(1e-6));
      assertThat(theory.log10DeltaSlope()).isCloseTo(step, within(2e-3));
      assertThat(theory.timeLayer()).isEqualTo(1);
    }
  }

  @Test
  void rectifiersKeepGradientsAtTwo() {
    Prediction theory = network(cell(Recurrent.Cell.RELU, 0), 1, 30, 2, 0.5).predict();
    assertThat(theory.log10DeltaSlope()).isCloseTo(0, within(1e-9));
  }

  @Test
  void gatedCellsRememberByTheirForgetBias() {
    double[][] published = {
      {0, 1.4427}, {1, 3.1922}, {3, 20.58}, {36.5, Math.exp(36.5)}, {-800, 1.0 / 800}
    };
    for (double[] pair : published) {
      for (Recurrent.Cell gated : new Recurrent.Cell[] {Recurrent.Cell.LSTM, Recurrent.Cell.GRU}) {
        Prediction theory = network(cell(gated, pair[0]), 1, 30, 1, 1).predict();
        assertThat(theory.memory()).isCloseTo(pair[1], within(1e-3 * pair[1]));
        assertThat(theory.known()).isFalse();
        assertThat(theory.gap()).contains("theory_memory");
      }
    }
  }

  @Test
  void whatHasNoTheoryHasAReason() {
    assertThat(network(new Recurrent(Recurrent.Cell.TANH, 0, 5), 1, 30, 1, 1).predict().gap())
        .contains("truncation");
    var identity =
        new RandomRecurrence(
            cell(Recurrent.Cell.RELU, 0),
            1,
            10,
            8,
            2,
            2,
            Variant.of(Initializer.IDENTITY, 1),
            Variant.of(Initializer.LECUN_NORMAL),
            1);
    assertThat(identity.predict().gap()).isEqualTo("identity(1) draws no random weights");
  }

  @Test
  void oneTimeStepHasNoSlopeAndAnEndlessMemoryHasAReason() {
    assertThat(network(cell(Recurrent.Cell.TANH, 0), 1, 1, 1, 1).predict().gap())
        .contains("one time step has no slope")
        .doesNotContain("hidden layer");
    Prediction kept = network(cell(Recurrent.Cell.LSTM, 1000), 1, 30, 1, 1).predict();
    assertThat(kept.memory()).isInfinite();
    assertThat(kept.gap()).endsWith("keeps 100.0 % a time step, and the memory overflows");
    assertThat(network(cell(Recurrent.Cell.LSTM, 700), 1, 30, 1, 1).predict().gap())
        .endsWith("keeps 100.0 % a time step");
  }
}
