package org.gradientatlas.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.Preparation;
import org.gradientatlas.measure.RecordSchedule;
import org.gradientatlas.study.RandomStreams.Purpose;
import org.gradientatlas.theory.Forecast;
import org.gradientatlas.theory.RandomNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
  private static final String TEXT =
      """
      study.replicates = 2
      grid { depth = [2, 4, 8], width = [8, 16], activation = [relu, tanh] }
      exclude = ["depth = 4 AND activation = 'tanh'", "replicate = 1 AND width = 8"]
      training.steps = 20
      """;

  @Test
  void aPlanAddsUpItsTrials() {
    Grid grid = Studies.of(TEXT).grid();
    List<Trial> trials = grid.kept().mapToObj(grid::trial).toList();

    Plan plan = Plan.of(grid, 2);

    assertThat(plan.cells()).isEqualTo(10);
    assertThat(plan.rows().trials()).isEqualTo(trials.size()).isEqualTo(15);
    assertThat(plan.rows().layers())
        .isEqualTo(trials.stream().mapToLong(t -> CostModel.rows(t).layers()).sum());
    assertThat(plan.seconds())
        .isCloseTo(trials.stream().mapToDouble(CostModel::seconds).sum(), within(1e-9));
    assertThat(plan.dearest())
        .extracting(c -> grid.trial(c.first()).network().depth())
        .containsOnly(8);
    assertThat(plan.dearest())
        .extracting(c -> grid.trial(c.first()).network().width())
        .containsOnly(16);
    assertThat(plan.cheapest())
        .extracting(c -> grid.trial(c.first()).network().depth())
        .containsOnly(2);
    assertThat(plan.cheapest()).extracting(PlannedCell::trials).containsOnly(1);
    assertThat(Plan.cells(grid).count()).isEqualTo(10);
  }

  /** chi1 of a recurrent tanh at sw2 = 0.5 is below 0.5, so 50 time steps lose over 7 decades. */
  @Test
  void whatVanishesOverTimeVanishesFromNoDepth() {
    var groups =
        Plan.of(
                Studies.of(
                        """
                        grid { architecture = "recurrent(tanh)", depth = [1, 3], width = 16 }
                        grid.initializer = "scaled-normal(0.5)"
                        data { type = sequence, time-steps = 50, features = 4 }
                        """)
                    .grid(),
                1)
            .forecasts();
    assertThat(groups.cells().get(Forecast.VANISHES)).isEqualTo(2);
    Forecasts.Group group = groups.groups().get(0).getValue();
    assertThat(group.least()).isLessThan(-7);
    assertThat(group.vanishesFrom()).isZero();
    assertThat(group.explodesFrom()).isZero();
  }

  /** The references are the chi1 of wide networks: 1 for He and ReLU, 0.056 for sigmoid. */
  @Test
  void aPlanForecastsItsCells() {
    Grid grid =
        Studies.of(
                """
                study.replicates = 2
                grid {
                  depth = [2, 8, 20], width = 64, activation = [relu, sigmoid], learning-rate = [0.1, 1]
                  initializer = [he-normal, { type = normal, sd = 1 }, { type = constant, w = 0.6 }]
                }
                """)
            .grid();

    Forecasts forecasts = Plan.of(grid, 1).forecasts();

    assertThat(forecasts.cells())
        .containsEntry(Forecast.VANISHES, 4L)
        .containsEntry(Forecast.EXPLODES, 4L)
        .containsEntry(Forecast.UNKNOWN, 12L)
        .containsEntry(Forecast.HEALTHY, 16L);
    assertThat(forecasts.groups()).hasSize(6);
    assertThat(forecasts.ungrouped()).isZero();
    var sigmoid = forecasts.groups().get(1);
    assertThat(sigmoid.getKey())
        .isEqualTo(new Forecasts.NetworkKind("dense", "sigmoid", "he-normal", "none", "none"));
    assertThat(sigmoid.getValue().vanishesFrom()).isEqualTo(8);
    assertThat(sigmoid.getValue().explodesFrom()).isZero();
    // 19 layers of about sqrt(2 * 0.056).
    assertThat(sigmoid.getValue().least()).isCloseTo(9.5 * Math.log10(2 * 0.056), within(0.6));
    var constant = forecasts.groups().get(4).getValue();
    assertThat(constant.gap()).isEqualTo("constant(0.6) draws no random weights");
    assertThat(constant.most()).isNaN();
  }

  /** What a plan takes for the mean square of data is what the data has. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "data { type = gaussian-prototypes, noise = 2, classes = 400, examples = 20000 }",
        "data { type = spirals, noise = 0.5, examples = 20000 }",
        "data { type = teacher, examples = 20000 }",
        "data { type = linear-teacher, features = 64 }, grid.loss = mse",
        "data { type = spirals, standardize = true }"
      })
  void theMeanSquareOfDataIsForeseen(String text) {
    Trial trial = Studies.of(text).grid().trial(0);
    double drawn =
        Preparation.split(
                (DataSpec.Synthetic) trial.data(), trial.streams().stream(Purpose.DATA, 0))
            .training()
            .meanSquare();
    assertThat(((RandomNetwork) Forecasts.theory(trial)).inputMeanSquare())
        .isCloseTo(drawn, Percentage.withPercentage(3));
  }

  /** A row for each recorded step, and for each layer in the probe and each recorded step. */
  @Test
  void rowsAreThoseOfTheRecordedSteps() {
    for (String record : List.of("log", "every", "[0, 3, 7, 500]", "\"2..5\"")) {
      for (int steps : new int[] {0, 1, 2, 7, 8, 9, 20}) {
        String text = "grid.depth = 5, training { steps = " + steps + ", record = " + record + " }";
        Trial trial = Studies.of(text).grid().trial(0);
        RecordSchedule schedule = trial.training().record();
        long recorded = IntStream.range(0, steps).filter(s -> schedule.records(s, steps)).count();

        assertThat(CostModel.rows(trial))
            .as(text)
            .isEqualTo(new CostModel.Rows(1, recorded, 6 * (recorded + 1)));
      }
    }
  }

  /** Rounds are what a small network pays for. */
  @Test
  void averagingAddsToTheCost() {
    String start = "training { engine = dl4j-spark, steps = 512 }, train.workers = ";
    double often = seconds(start + "4, train.averaging-frequency = 1");
    assertThat(often)
        .isGreaterThan(3 * seconds(start + "4, train.averaging-frequency = 16"))
        .isGreaterThan(1.1 * seconds(start + "2, train.averaging-frequency = 1"));
  }

  @Test
  void moreOfAnythingCostsMore() {
    for (EngineKind engine : EngineKind.values()) {
      for (Precision precision : Precision.values()) {
        String start =
            "training.engine = " + engine.label() + ", training.precision = " + precision.label();
        double cost = seconds(start);
        for (String more :
            List.of(
                "grid.depth = 16",
                "grid.width = 512",
                engine == EngineKind.DL4J_SPARK
                    ? "train.batch-size-per-worker = 512"
                    : "grid.batch-size = 512",
                "training.steps = 400",
                "training.record = every",
                "data.features = 512",
                "data.examples = 20000")) {
          assertThat(seconds(start + ", " + more)).as(more).isGreaterThan(cost);
        }
      }
    }
    assertThat(seconds("training.engine = dl4j")).isGreaterThan(seconds("training.engine = nd4j"));
    for (String remedy : List.of("grid.normalization = batch", "grid.residual = rezero")) {
      assertThat(seconds(remedy)).as(remedy).isBetween(1.001 * seconds(""), 1.5 * seconds(""));
    }
    assertThat(seconds("training.precision = float64")).isGreaterThan(seconds(""));
  }

  /**
   * Seconds measured on one core of a busy machine (docs/engineering/decisions/0008-cost-model.md):
   * within a factor of 3, which a change of units or a forgotten term is not.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.015 | grid { depth = 10, width = 48, activation = tanh }, training.precision = float32",
        "0.105 | grid { depth = 10, width = 48, activation = relu }, training.precision = float64",
        "0.056 | grid { depth = 10, width = 48, activation = softplus }, training.precision ="
            + " float32",
        "0.39 | grid { depth = 50, width = 128, activation = tanh }, training.precision = float32",
        "3.29 | grid { depth = 50, width = 128, activation = tanh }, training.precision = float64",
        "0.50 | grid { depth = 50, width = 128, activation = softplus }, training.precision ="
            + " float32",
        "7.678 | grid { depth = 50, width = 256, activation = tanh }, training.precision = float64",
      })
  void predictionsAreNearMeasurements(double measured, String text) {
    assertThat(seconds("data { features = 64, examples = 1024 }, training.steps = 80, " + text))
        .isBetween(measured / 3, measured * 3);
  }

  private static double seconds(String text) {
    return CostModel.seconds(Studies.of(text).grid().trial(0));
  }
}
