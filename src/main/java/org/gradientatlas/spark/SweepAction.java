package org.gradientatlas.spark;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.problem.InvalidStudyException;
import org.gradientatlas.problem.Problem;
import org.gradientatlas.report.text.PhaseLine;
import org.gradientatlas.spark.averaging.DataParallel;
import org.gradientatlas.spark.session.LentSession;
import org.gradientatlas.spark.session.UnfitSessionException;
import org.gradientatlas.spark.sweep.Console;
import org.gradientatlas.spark.sweep.Sweep;
import org.gradientatlas.spark.sweep.SweepOptions;
import org.gradientatlas.spark.sweep.SweepResult;
import org.gradientatlas.spark.sweep.TrainingMode;
import org.gradientatlas.spark.sweep.TrialParallel;
import org.gradientatlas.study.Grid;
import org.gradientatlas.study.Study;

/** Trains every trial of a study that is not in its output yet. */
public final class SweepAction {
  private final SparkSession spark;
  private final Study study;
  private SweepOptions options = SweepOptions.into("");

  SweepAction(SparkSession spark, Study study) {
    if (study.grid().parallelism() == Grid.Parallelism.MIXED) {
      throw new InvalidStudyException(
          study.name(),
          List.of(
              new Problem(
                  "training.engine", "", "", "dl4j-spark in every block, or in none", null)));
    }
    this.spark = spark;
    this.study = study;
  }

  /**
   * Sets the output directory of the tables. A directory of a stopped run is resumed.
   *
   * @param directory on any Hadoop file system; created if missing
   */
  public SweepAction output(String directory) {
    options = options.output(GradientAtlas.directory(directory, "output"));
    return this;
  }

  /**
   * Allows trials of different BLAS kernels, which round differently, in one output. By default a
   * run ends in {@link SweepResult.Conflict} where it would mix them.
   */
  public SweepAction mixKernels() {
    options = options.mixingKernels();
    return this;
  }

  /** Allows the output of another study to be taken over if this grid contains all its trials. */
  public SweepAction extend() {
    options = options.extending();
    return this;
  }

  /**
   * Prints what is being done, and a progress line every 30 seconds. By default a run prints
   * nothing.
   */
  public SweepAction progress(PrintStream out) {
    options = options.telling(new Console(Objects.requireNonNull(out, "out"), false));
    return this;
  }

  /** Shows progress on one line of a terminal, updated in place. */
  public SweepAction progressInPlace(PrintStream terminal) {
    options = options.telling(new Console(Objects.requireNonNull(terminal, "terminal"), true));
    return this;
  }

  /**
   * Stops the run cleanly on SIGINT and SIGTERM: a shutdown hook cancels all jobs of the Spark
   * context. Only for programs that do nothing else.
   */
  public SweepAction stopOnSignals() {
    options = options.stoppingOnSignals();
    return this;
  }

  /** Waits for another run that writes to the output, for so long; by default not at all. */
  public SweepAction waitForLock(Duration most) {
    options = options.waitingForLock(Objects.requireNonNull(most, "most"));
    return this;
  }

  /**
   * Trains the missing trials.
   *
   * @return how it ended; {@link SweepResult.Done} with {@code trained} = 0 if nothing was missing
   * @throws IOException if the output cannot be written; committed waves are kept
   * @throws IllegalArgumentException if the directory is no path, or has no such file system
   * @throws IllegalStateException if no output is set, or Spark has stopped
   * @throws UnfitSessionException if the session must be built with another setting, which it names
   */
  public SweepResult run() throws IOException {
    return Run.of(spark, this::run);
  }

  SweepResult run(LentSession lent) throws IOException {
    if (options.output().isEmpty()) {
      throw new IllegalStateException("output(directory) is missing: it says where the tables go");
    }
    return new Sweep(lent.spark(), study, mode(lent), options).run();
  }

  private TrainingMode mode(LentSession lent) {
    if (study.grid().parallelism() == Grid.Parallelism.OF_TRIALS) {
      return new TrialParallel();
    }
    lent.requireTensors();
    return new DataParallel();
  }

  /** Prints a line where progress is printed. */
  void tell(String line) {
    options.console().say(line);
  }

  /** Says what is being done, where progress is printed. */
  PhaseLine phase(String name) {
    return options.console().phase(name);
  }

  String directory() {
    return options.output();
  }
}
