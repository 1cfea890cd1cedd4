package org.gradientatlas.spark.sweep;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.spark.input.TrialData;
import org.gradientatlas.spark.session.Interruption;
import org.gradientatlas.study.Study;
import org.gradientatlas.table.output.Manifest;
import org.gradientatlas.table.output.OutputConflictException;
import org.gradientatlas.table.output.OutputLock;
import org.gradientatlas.table.output.Status.State;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.output.Waves;
import org.jspecify.annotations.Nullable;

/**
 * Trains wave by wave and commits each, until all are done, someone interrupts, or too many trials
 * have failed.
 *
 * @param committed waves that are in the output; receives those of this run
 */
record WaveTraining(
    SparkSession spark,
    Study study,
    TrainingMode mode,
    StudyDirectory directory,
    Sweep.Console console,
    List<Manifest> committed,
    Journal journal,
    Interruption interruption,
    OutputLock lock) {

  /** Trains what is to do. */
  State train(PendingTrials todo, TrialData data) throws IOException, OutputConflictException {
    List<WavePlan.Wave> plan = plan(todo);
    journal.start(plan.size(), Arrays.stream(todo.seconds()).sum());
    var tally = new SweepCounters(spark.sparkContext());
    Stage job = mode.stage(spark, directory, study.grid(), data, tally);
    var waves = new Waves(directory);
    int number = committed.stream().mapToInt(Manifest::wave).max().orElse(0);
    try (var progress = new Progress(console, tally, todo, plan.size())) {
      for (int i = 0; i < plan.size(); i++) {
        WavePlan.Wave wave = plan.get(i);
        if (journal.overBudget().isPresent()) {
          return State.STOPPED;
        }
        number++;
        describe(wave, i + 1, plan.size());
        Manifest staged = interruption.requested() ? null : staged(job, number, wave);
        if (staged == null) {
          return State.INTERRUPTED;
        }
        lock.check();
        waves.commit(staged);
        committed.add(staged);
        journal.committed(staged, wave.seconds());
        progress.committed();
      }
    }
    return interruption.requested() ? State.INTERRUPTED : State.DONE;
  }

  private List<WavePlan.Wave> plan(PendingTrials todo) {
    int slots = mode.slots(spark.sparkContext());
    double every = study.commit().every().toMillis() / 1e3;
    return WavePlan.waves(todo.indices(), todo.seconds(), slots, every);
  }

  /** What was staged; null if the wave was not trained to its end because of an interruption. */
  private @Nullable Manifest staged(Stage job, int number, WavePlan.Wave wave) {
    try {
      return job.stage(number, wave, WaveFiles.count(study.grid(), wave));
    } catch (Exception e) { // SparkException is checked, and thrown unannounced.
      if (interruption.requested()) {
        return null;
      }
      ExecutorNatives.refuse(e);
      throw e;
    }
  }

  private void describe(WavePlan.Wave wave, int number, int waves) {
    String text =
        "%s: wave %d of %d, %d trials in %d tasks"
            .formatted(study.name(), number, waves, wave.trials(), wave.tasks().size());
    spark.sparkContext().setJobGroup("gradient-atlas", text, true);
  }
}
