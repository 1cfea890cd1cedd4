package org.gradientatlas.spark.sweep;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.spark.input.TrialData;
import org.gradientatlas.spark.session.Interruption;
import org.gradientatlas.spark.session.SparkCall;
import org.gradientatlas.study.Study;
import org.gradientatlas.table.lock.OutputLock;
import org.gradientatlas.table.output.Commits;
import org.gradientatlas.table.output.Manifest;
import org.gradientatlas.table.output.OutputConflictException;
import org.gradientatlas.table.output.Status.State;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.output.WavePlace;

/**
 * Trains and commits wave by wave until all are done, the run is interrupted, or too many trials
 * have failed.
 *
 * @param committed waves in the output; this run adds its own
 */
record WaveTraining(
    SparkSession spark,
    Study study,
    TrainingMode mode,
    StudyDirectory directory,
    Console console,
    List<Manifest> committed,
    Journal journal,
    Interruption interruption,
    OutputLock lock) {

  /** Trains the pending trials. Exceptions that Spark throws on an interruption are passed on. */
  State train(PendingTrials pending, TrialData data) throws IOException, OutputConflictException {
    List<WavePlan.Wave> plan = plan(pending);
    journal.start(plan.size(), Arrays.stream(pending.seconds()).sum());
    var counters = new SweepCounters(spark.sparkContext());
    Stage job = mode.stage(spark, directory, study.grid(), data, counters);
    var commits = Commits.to(directory);
    int number = committed.stream().mapToInt(Manifest::wave).max().orElse(0);
    try (var progress = new Progress(console, counters, pending, plan.size())) {
      for (int i = 0; i < plan.size(); i++) {
        WavePlan.Wave wave = plan.get(i);
        if (journal.overBudget().isPresent()) {
          return State.STOPPED;
        }
        number++;
        describe(wave, i + 1, plan.size());
        if (interruption.requested()) {
          return State.INTERRUPTED;
        }
        WavePlace place = directory.place(number, lock.holder().run());
        Manifest written = written(job, place, wave);
        lock.check();
        commits.commit(place, written);
        committed.add(written);
        journal.committed(written, wave.seconds());
        progress.committed();
      }
    }
    if (interruption.requested()) {
      return State.INTERRUPTED;
    }
    lock.check();
    commits.tidy();
    return State.DONE;
  }

  private List<WavePlan.Wave> plan(PendingTrials pending) {
    int slots = mode.slots(spark.sparkContext());
    double every = study.commit().every().toMillis() / 1e3;
    return WavePlan.waves(pending.indices(), pending.seconds(), slots, every);
  }

  /** Trains and writes a wave; the caller distinguishes failures from interruptions. */
  private Manifest written(Stage job, WavePlace place, WavePlan.Wave wave) {
    return SparkCall.ask(
        () -> job.stage(place, wave, WaveFiles.starts(study.grid(), wave)),
        ExecutorNatives::refuse);
  }

  private void describe(WavePlan.Wave wave, int number, int waves) {
    String text =
        "%s: wave %d of %d, %d trials in %d tasks"
            .formatted(study.name(), number, waves, wave.trials(), wave.tasks().size());
    spark.sparkContext().setJobGroup("gradient-atlas", text, true);
  }
}
