package org.gradientatlas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Split;
import org.gradientatlas.measure.Outcome;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.measure.RecordSchedule;
import org.gradientatlas.measure.StepStats;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.engine.Engines;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static final Dataset DATA = TrialFixture.data();
  private static final Engine LONGHAND = new LonghandEngine();
  private static final int LAYERS = 4;

  @Test
  void completedTrialHasItsRows() {
    var result = run(LONGHAND, new TrialFixture().trial());
    assertThat(result.ending().outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(result.ending().divergedStep()).isNull();
    assertThat(result.ending().error()).isNull();
    assertThat(result.ending().stepsDone()).isEqualTo(20);
    assertThat(result.steps()).extracting(StepStats::step).containsExactly(0, 1, 2, 4, 8, 16, 19);
    assertThat(result.layers()).hasSize(8 * LAYERS);
    assertThat(result.layers().subList(0, LAYERS))
        .allMatch(row -> row.place().phase() == Phase.PROBE && row.place().step() == 0)
        .extracting(row -> row.place().layer())
        .containsExactly(1, 2, 3, 4);
    assertThat(result.layers().subList(LAYERS, 8 * LAYERS))
        .allMatch(row -> row.place().phase() == Phase.TRAIN);
    assertThat(result.scores().finalLoss()).isLessThan(result.scores().initialLoss());
    assertThat(result.scores().bestLoss()).isLessThanOrEqualTo(result.scores().finalLoss());
    assertThat(result.scores().finalAccuracy()).isBetween(0.0, 1.0);
    assertThat(result.deltaSlope()).isFinite();
  }

  @Test
  void setupTrainingAndRecordingAreTimed() {
    var times = run(LONGHAND, new TrialFixture().trial()).times();
    assertThat(times.train()).isPositive();
    assertThat(times.record()).isPositive();
    assertThat(times.setup()).isPositive();
  }

  @Test
  void explicitScheduleAddsTheLastStep() {
    var schedule = new RecordSchedule.Steps(List.of(3, 7));
    var result = run(LONGHAND, new TrialFixture().record(schedule).trial());
    assertThat(result.steps()).extracting(StepStats::step).containsExactly(3, 7, 19);
  }

  @Test
  void withoutStepsThereIsOnlyTheProbe() {
    var result = run(LONGHAND, new TrialFixture().steps(0).trial());
    assertThat(result.ending().outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(result.ending().stepsDone()).isZero();
    assertThat(result.steps()).isEmpty();
    assertThat(result.layers()).hasSize(LAYERS).allMatch(row -> row.place().phase() == Phase.PROBE);
    assertThat(result.scores().initialLoss()).isNaN();
  }

  @Test
  void divergedTrialRecordsThatStep() {
    for (Engine engine : List.of(LONGHAND, Engines.of(EngineKind.DL4J))) {
      Trial trial =
          new TrialFixture()
              .activation(Variant.of(Activation.RELU))
              .loss(Loss.MSE)
              .learningRate(1e30)
              .record(new RecordSchedule.Steps(List.of(0)))
              .trial();
      var result = run(engine, trial);
      assertThat(result.ending().outcome()).isEqualTo(Outcome.DIVERGED);
      Integer step = result.ending().divergedStep();
      assertThat(step).isEqualTo(result.ending().stepsDone()).isBetween(1, 18);
      assertThat(result.steps()).extracting(StepStats::step).containsExactly(0, step);
      assertThat(result.steps().get(1).finite()).isFalse();
      assertThat(result.steps().get(1).updateRatio()).isNaN();
      assertThat(result.layers()).hasSize(3 * LAYERS);
      assertThat(result.layers().get(3 * LAYERS - 1).place().step()).isEqualTo(step);
      assertThat(result.scores().finalLoss()).isNaN();
      assertThat(result.scores().bestLoss()).isLessThanOrEqualTo(result.scores().initialLoss());
    }
  }

  @Test
  void lossThatOverflowsAfterTheLastStepIsADivergence() {
    Trial trial = new TrialFixture().loss(Loss.MSE).learningRate(1e200).steps(1).trial();
    var result = run(LONGHAND, trial);
    assertThat(result.ending().outcome()).isEqualTo(Outcome.DIVERGED);
    assertThat(result.ending().divergedStep()).isZero();
    assertThat(result.scores().bestLoss()).isEqualTo(result.scores().initialLoss());
  }

  @Test
  void exceptionIsAnOutcome() {
    Engine broken =
        (trial, first) -> {
          throw new IllegalStateException("no memory for " + first.count() + " examples");
        };
    var result = run(broken, new TrialFixture().trial());
    assertThat(result.ending().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.ending().error())
        .isEqualTo(
            new org.gradientatlas.measure.TrialResult.Failure(
                "java.lang.IllegalStateException", "no memory for 5 examples"));
    assertThat(result.layers()).isEmpty();
  }

  @Test
  void exceptionOfTheDataIsAnOutcome() {
    var result =
        new Trainer(LONGHAND, () -> false)
            .run(
                new TrialFixture().trial(),
                trial -> {
                  throw new java.io.IOException("gone");
                });
    assertThat(result.ending().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.times().setup()).isPositive();
    assertThat(result.times().train()).isZero();
  }

  @Test
  void batchLargerThanTheDataFails() {
    Dataset small = Dataset.ofClasses(new float[8], 4, new int[2], 3);
    var result =
        new Trainer(LONGHAND, () -> false)
            .run(new TrialFixture().trial(), trial -> new Split(small, small));
    assertThat(result.ending().error())
        .hasFieldOrPropertyWithValue("message", "batch-size = 5 exceeds the 2 training examples");
  }

  @Test
  void slowTrialIsStopped() {
    var result = run(LONGHAND, new TrialFixture().timeout(0).trial());
    assertThat(result.ending().outcome()).isEqualTo(Outcome.TIMED_OUT);
    assertThat(result.ending().stepsDone()).isZero();
    assertThat(result.scores().finalLoss()).isEqualTo(result.scores().initialLoss());
  }

  @Test
  void waitingForAProcessorIsNotTheTrialsTime() {
    Trial trial = new TrialFixture().timeout(0.2).trial();
    assertThat(
            new Trainer(LONGHAND, () -> false)
                .run(
                    trial,
                    any -> {
                      Thread.sleep(400);
                      return new Split(DATA, DATA);
                    })
                .ending()
                .outcome())
        .isEqualTo(Outcome.COMPLETED);
    assertThat(
            new Trainer(LONGHAND, () -> false)
                .run(
                    trial,
                    any -> {
                      long end = LONGHAND.clock() + 400_000_000;
                      while (LONGHAND.clock() < end) {
                        Thread.onSpinWait();
                      }
                      return new Split(DATA, DATA);
                    })
                .ending()
                .outcome())
        .isEqualTo(Outcome.TIMED_OUT);
  }

  @Test
  void cancelledTrialHasNoResult() {
    var asked = new AtomicInteger();
    var trainer = new Trainer(LONGHAND, () -> asked.incrementAndGet() > 5);
    assertThatThrownBy(
            () -> trainer.run(new TrialFixture().trial(), trial -> new Split(DATA, DATA)))
        .isInstanceOf(Trainer.CancelledException.class)
        .hasMessage("the task was cancelled");
    assertThat(asked).hasValue(6);
  }

  @Test
  void whatACancelledTaskThrowsIsNoOutcome() {
    var trainer = new Trainer(LONGHAND, () -> true);
    assertThatThrownBy(
            () ->
                trainer.run(
                    new TrialFixture().trial(),
                    trial -> {
                      throw new InterruptedException();
                    }))
        .isInstanceOf(Trainer.CancelledException.class);
  }

  @Test
  void sameTrialGivesTheSameBits() {
    Trial trial = new TrialFixture().trial();
    for (Engine engine : List.of(LONGHAND, Engines.of(EngineKind.DL4J))) {
      var once = run(engine, trial);
      var again = run(engine, trial);
      assertThat(again.steps()).isEqualTo(once.steps());
      assertThat(again.layers())
          .usingRecursiveComparison()
          .withEqualsForType((a, b) -> Double.compare(a, b) == 0, Double.class)
          .isEqualTo(once.layers());
      assertThat(again.scores().finalLoss()).isEqualTo(once.scores().finalLoss());
    }
  }

  private static org.gradientatlas.measure.TrialResult run(Engine engine, Trial trial) {
    return new Trainer(engine, () -> false).run(trial, t -> new Split(DATA, DATA));
  }
}
