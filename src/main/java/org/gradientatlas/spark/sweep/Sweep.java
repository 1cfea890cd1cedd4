package org.gradientatlas.spark.sweep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.measure.Outcome;
import org.gradientatlas.report.text.OutcomeTable;
import org.gradientatlas.report.text.PhaseLine;
import org.gradientatlas.spark.input.DataLoader;
import org.gradientatlas.spark.input.MeasuredOn;
import org.gradientatlas.spark.input.ModelNeed;
import org.gradientatlas.spark.input.StudyData;
import org.gradientatlas.spark.input.TrialData;
import org.gradientatlas.spark.session.Interruption;
import org.gradientatlas.spark.session.OutageMessage;
import org.gradientatlas.spark.stored.CommittedTrials;
import org.gradientatlas.storage.AccessFailure;
import org.gradientatlas.study.Study;
import org.gradientatlas.table.lock.OutputLock;
import org.gradientatlas.table.output.Commits;
import org.gradientatlas.table.output.DamagedOutputException;
import org.gradientatlas.table.output.DataDigests;
import org.gradientatlas.table.output.Examination;
import org.gradientatlas.table.output.Manifest;
import org.gradientatlas.table.output.OutputConflictException;
import org.gradientatlas.table.output.Status.State;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.output.Waves;
import org.gradientatlas.train.BlasKernelException;

/** Trains every trial of a study that is not in its output yet. */
public final class Sweep {
  private final SparkSession spark;
  private final Study study;
  private final TrainingMode mode;
  private final StudyDirectory directory;
  private final SweepOptions options;
  private final List<Manifest> committed = new ArrayList<>();
  private boolean allTrained;

  /**
   * @param mode what runs in parallel
   */
  public Sweep(SparkSession spark, Study study, TrainingMode mode, SweepOptions options) {
    this.spark = spark;
    this.study = study;
    this.mode = mode;
    this.directory =
        StudyDirectory.at(options.output(), spark.sparkContext().hadoopConfiguration());
    this.options = options;
  }

  /**
   * Trains the missing trials.
   *
   * @throws IOException if the output cannot be written
   */
  public SweepResult run() throws IOException {
    // What it calls may swallow the flag.
    if (Thread.currentThread().isInterrupted() && !spark.sparkContext().isStopped()) {
      return new SweepResult.Interrupted();
    }
    try {
      return train();
    } catch (Exception e) {
      if (isInterrupted(e)) {
        Thread.currentThread().interrupt();
        return new SweepResult.Interrupted();
      }
      throw e;
    }
  }

  private boolean isInterrupted(Throwable e) {
    return Interruption.isByOwner(e, spark.sparkContext());
  }

  private SweepResult train() throws IOException {
    try {
      directory.makeWritable();
    } catch (IOException e) {
      if (isInterrupted(e) || AccessFailure.isOutage(e)) {
        throw e;
      }
      return new SweepResult.Refused(
          "--out = " + directory.root() + " cannot be written: " + AccessFailure.reason(e));
    }
    // Closed last: the JVM may exit as soon as it is.
    try (var interruption = interruption();
        var lock = lock()) {
      return sweep(interruption, lock);
    } catch (OutputConflictException | DamagedOutputException | KernelConflictException e) {
      return new SweepResult.Conflict(String.valueOf(e.getMessage()));
    } catch (InvalidDataException | BlasKernelException e) {
      return new SweepResult.Refused(String.valueOf(e.getMessage()));
    } finally {
      directory.removeIfEmpty();
    }
  }

  private OutputLock lock() throws IOException, OutputConflictException {
    try {
      return OutputLock.acquire(
          directory,
          SparkHolder.of(spark.sparkContext()),
          options.waitForLock(),
          reason -> options.console().say(waiting(reason)));
    } catch (OutputConflictException e) {
      String advice = " --wait-for-lock DURATION waits for it: --wait-for-lock 10m, say.";
      throw new OutputConflictException(e.getMessage() + advice);
    }
  }

  private String waiting(String reason) {
    return "%s Waiting for up to %d s.".formatted(reason, options.waitForLock().toSeconds());
  }

  private Interruption interruption() {
    return options.stopsOnSignals()
        ? Interruption.bySignals(spark.sparkContext())
        : Interruption.bySpark(spark.sparkContext());
  }

  private SweepResult sweep(Interruption interruption, OutputLock lock)
      throws IOException, OutputConflictException {
    PhaseLine planning = options.console().phase("Planning");
    try (planning) {
      return sweep(interruption, lock, planning);
    }
  }

  private SweepResult sweep(Interruption interruption, OutputLock lock, PhaseLine planning)
      throws IOException, OutputConflictException {
    Ownership.check(directory, study, options.extend());
    var waves = new Waves(directory);
    Commits.to(directory).recover();
    committed.addAll(waves.checked());
    var journal =
        new Journal(
            directory, spark.sparkContext(), study, lock.holder(), waves.endings(committed));
    boolean again = directory.readStudy() != null;
    // Spark goes on with the jobs of a thread that is interrupted; the group is of other runs too.
    String tag = "gradient-atlas-" + UUID.randomUUID();
    spark.sparkContext().addJobTag(tag);
    try {
      if (again) {
        journal.begin();
      }
      PendingTrials pending = PendingTrials.of(study.grid(), ask(CommittedTrials::ids));
      refuseOrphans(pending);
      if (pending.indices().length > 0) {
        new KernelCheck(spark, study, options).check(ask(CommittedTrials::kernels));
      }
      spark.sparkContext().setJobDescription(study.name() + ": reading the data files");
      TrialData data = data(pending);
      DataDigests.check(
          directory, new DataDigests(new TreeMap<>(data.digests()), new TreeMap<>(data.classes())));
      options.console().say("Output: " + directory.root());
      directory.writeStudy(study.render());
      var training =
          new WaveTraining(
              spark,
              study,
              mode,
              directory,
              options.console(),
              committed,
              journal,
              interruption,
              lock);
      planning.close();
      State state = training.train(pending, data);
      return state == State.DONE
          ? summary(journal, pending.done(), MeasuredOn.of(study, data))
          : ended(state, journal, interruption);
    } catch (Exception | Error e) { // the status must record any failure
      if (interruption.requested()) {
        return ended(State.INTERRUPTED, journal, interruption);
      }
      if (isInterrupted(e)) {
        spark.sparkContext().cancelJobsWithTag(tag);
        ended(State.INTERRUPTED, journal, interruption);
        throw e;
      }
      failed(e, journal, lock);
      refuseLost(lock, e);
      throw e;
    } finally {
      spark.sparkContext().removeJobTag(tag);
      ExecutorNatives.admitOnly(spark, null);
    }
  }

  /** Reads the files that trials need, and says what is odd about them. */
  private TrialData data(PendingTrials pending) {
    // Trials that are all there may have been trained on other data.
    Map<DataSpec.Stored, Integer> batches =
        pending.indices().length > 0
            ? pending.batches()
            : StudyData.present(
                study, spark.sparkContext().hadoopConfiguration(), directory.root());
    Set<ModelNeed> models =
        pending.indices().length > 0
            ? pending.models()
            : StudyData.presentModels(
                study, spark.sparkContext().hadoopConfiguration(), directory.root());
    TrialData data =
        new DataLoader(spark, directory.root())
            .load(batches, models, study.seed(), study.replicates());
    Stream.concat(study.notes().stream(), data.notes().stream())
        .forEach(note -> options.console().say("Note: " + note));
    return data;
  }

  /**
   * Discards what was staged, which frees a full disk, and records the failure, unless another run
   * has taken over.
   */
  private void failed(Throwable e, Journal journal, OutputLock lock) {
    try {
      if (lock.isMine()) {
        Commits.to(directory).discard();
        journal.end(State.FAILED, OutageMessage.of(e).orElseGet(() -> told(e)));
      }
    } catch (IOException silent) {
      e.addSuppressed(silent);
    }
  }

  /** Whatever failed after another run has taken over failed because of that. */
  private static void refuseLost(OutputLock lock, Throwable failure)
      throws OutputConflictException {
    try {
      lock.check();
    } catch (IOException silent) {
      failure.addSuppressed(silent);
    }
  }

  /** Exceptions of ours are written for people. */
  private static String told(Throwable e) {
    boolean ours = e.getClass().getName().startsWith("org.gradientatlas.");
    return ours ? String.valueOf(e.getMessage()) : e.toString();
  }

  private SweepResult ended(State state, Journal journal, Interruption interruption) {
    if (state == State.STOPPED) {
      String why = journal.overBudget().orElse("");
      journal.end(state, why);
      return new SweepResult.Stopped(why);
    }
    String kept =
        "Interrupted%s: %d trials of this run are kept; the same command goes on from there."
            .formatted(allTrained ? " while counting outcomes" : "", journal.trained());
    options.console().say(kept);
    interruption.tell();
    journal.end(state, kept);
    return new SweepResult.Interrupted();
  }

  /** Asks the committed trials. */
  private <T> T ask(Asked<T> question) throws IOException {
    var trials =
        new CommittedTrials(directory, committed, spark.sparkContext().hadoopConfiguration());
    return directory
        .store()
        .persist(() -> Examination.reading(directory, () -> question.of(trials)));
  }

  /** What is asked. */
  @FunctionalInterface
  private interface Asked<T> {
    T of(CommittedTrials trials) throws IOException;
  }

  private void refuseOrphans(PendingTrials pending) throws OutputConflictException {
    if (pending.orphans() > 0) {
      throw new OutputConflictException(
          pending.orphans()
              + " trials in "
              + directory.root()
              + " are not in this study: --extend"
              + " takes a study whose grid has grown, and loses nothing.");
    }
  }

  private SweepResult summary(Journal journal, long skipped, String measuredOn) throws IOException {
    allTrained = true;
    List<OutcomeTable.Group> groups;
    try (PhaseLine counting = options.console().phase("Counting outcomes")) {
      groups = ask(CommittedTrials::outcomes);
    }
    String outcomes = OutcomeTable.text(groups, measuredOn);
    journal.end(State.DONE, outcomes);
    return new SweepResult.Done(
        journal.trained(),
        skipped,
        OutcomeTable.trials(groups, Outcome.FAILED),
        outcomes,
        directory.root().toUri());
  }
}
