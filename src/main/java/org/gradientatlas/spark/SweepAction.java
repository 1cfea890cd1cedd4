package org.gradientatlas.spark;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.problem.InvalidStudyException;
import org.gradientatlas.problem.Problem;
import org.gradientatlas.spark.averaging.DataParallel;
import org.gradientatlas.spark.session.LentSession;
import org.gradientatlas.spark.session.UnfitSessionException;
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
   * The tables go there; a run that was stopped goes on there.
   *
   * @param directory on any file system that Hadoop knows; created if need be
   */
  public SweepAction output(String directory) {
    options = options.output(GradientAtlas.directory(directory));
    return this;
  }

  /** The output may belong to a study whose grid has grown into this one. */
  public SweepAction extend() {
    options = options.extending();
    return this;
  }

  /** Tells progress in lines, one every 30 seconds. Without it a run is silent. */
  public SweepAction progress(PrintStream out) {
    options = options.telling(new Sweep.Console(out, false));
    return this;
  }

  /** Tells progress on one line of a terminal, which is updated in place. */
  public SweepAction progressInPlace(PrintStream terminal) {
    options = options.telling(new Sweep.Console(terminal, true));
    return this;
  }

  /**
   * Ends the run in good order on SIGINT and SIGTERM, by a shutdown hook that cancels all jobs of
   * the Spark. For a program that does nothing else.
   */
  public SweepAction stopOnSignals() {
    options = options.stoppingOnSignals();
    return this;
  }

  /**
   * Trains what is missing.
   *
   * @return how it ended; {@link SweepResult.Done} with {@code trained} = 0 if nothing was missing
   * @throws IOException if the output fails while it is written; what was committed is kept
   * @throws IllegalStateException if no output is set, or Spark has stopped
   * @throws UnfitSessionException naming a setting that the session must be built with
   */
  public SweepResult run() throws IOException {
    try (var lent = LentSession.of(spark)) {
      return run(lent);
    }
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

  String directory() {
    return options.output();
  }
}
