package org.gradientatlas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.diagnose.Gate;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.report.text.PhaseLine;
import org.gradientatlas.spark.GradientAtlas;
import org.gradientatlas.spark.StudyAction;
import org.gradientatlas.spark.StudyResult;
import org.gradientatlas.spark.SweepAction;
import org.gradientatlas.spark.session.OutputSession;
import org.gradientatlas.spark.stored.FinishedRun;
import org.gradientatlas.spark.sweep.SweepResult;
import org.gradientatlas.storage.OutputAddress;
import org.gradientatlas.study.Grid;
import org.gradientatlas.study.Study;
import org.gradientatlas.table.output.HadoopSettings;
import org.gradientatlas.table.output.StudyDirectory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options for the output of a study, and messages about the result. */
final class OutputOptions {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where the tables go. A run that was stopped goes on there.")
  private String directory = "";

  @Option(
      names = "--extend",
      description = "The output may belong to a study whose grid has grown into this one.")
  private boolean extend;

  @Option(
      names = "--wait-for-lock",
      paramLabel = "TIME",
      defaultValue = "0s",
      description = "How long to wait for another run that writes there, such as 10m.")
  private Duration waitForLock = Duration.ZERO;

  @Option(
      names = "--mixed-kernels",
      description =
          "Trials in the output may come from BLAS kernels that round differently; without it"
              + " such a run is refused.")
  private boolean mixedKernels;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  String directory() {
    return directory;
  }

  /** Runs the whole study in its own session. */
  StudyResult study(Study study, Thresholds thresholds, Gate gate) throws IOException {
    requireData(study);
    try (var session = open(study, false)) {
      announce(session);
      StudyAction action = GradientAtlas.with(session.spark()).study(study).output(directory);
      action
          .thresholds(thresholds)
          .failOn(gate)
          .waitForLock(waitForLock)
          .stopOnSignals()
          .progress(System.out);
      if (onTerminal()) {
        action.progressInPlace(System.out);
      }
      if (extend) {
        action.extend();
      }
      if (mixedKernels) {
        action.mixKernels();
      }
      StudyResult result = action.run();
      dropUselessLog(session, result.sweep());
      return result;
    }
  }

  /** Trains the missing trials in its own session. */
  SweepResult sweep(Study study) throws IOException {
    requireData(study);
    boolean tensors = study.grid().parallelism() == Grid.Parallelism.OF_DATA;
    try (var session = open(study, tensors)) {
      announce(session);
      SweepAction action = GradientAtlas.with(session.spark()).sweep(study).output(directory);
      action.waitForLock(waitForLock).stopOnSignals().progress(System.out);
      if (onTerminal()) {
        action.progressInPlace(System.out);
      }
      if (extend) {
        action.extend();
      }
      if (mixedKernels) {
        action.mixKernels();
      }
      SweepResult result = action.run();
      dropUselessLog(session, result);
      return result;
    }
  }

  private OutputSession open(Study study, boolean tensors) {
    try (PhaseLine starting = phase("Starting Spark")) {
      return OutputSession.open("gradient-atlas " + study.name(), directory, tensors);
    }
  }

  /** Before Spark takes its seconds to start. */
  private void requireData(Study study) {
    OutputAddress.check(directory);
    GradientAtlas.requireData(study, directory);
  }

  private void announce(OutputSession session) {
    PrintWriter out = spec.commandLine().getOut();
    String note = session.note(directory);
    if (!note.isEmpty()) {
      out.println(note);
    }
    if (!session.application().isEmpty()) {
      out.println("Spark application: " + session.application());
    }
    out.flush();
  }

  private static void dropUselessLog(OutputSession session, SweepResult result) {
    if (result.didNothing()) {
      session.dropEventLog();
    }
  }

  /** Says what this command is doing, until it is closed. */
  static PhaseLine phase(String name) {
    return PhaseLine.of(System.out, onTerminal(), name);
  }

  /** On Java 17, System.console() is null unless stdin and stdout are a terminal. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean onTerminal() {
    return System.console() != null;
  }

  /** Prints how a sweep ended and where the tables are. */
  ExitCode report(SweepResult ending, CommandLine command) {
    PrintWriter out = command.getOut();
    PrintWriter err = command.getErr();
    if (ending instanceof SweepResult.Refused refused) {
      err.println(refused.why());
      return ExitCode.INVALID;
    }
    if (ending instanceof SweepResult.Conflict conflict) {
      err.println(conflict.why());
      return ExitCode.CONFLICT;
    }
    if (ending instanceof SweepResult.Stopped stopped) {
      err.println(stopped.why());
      return ExitCode.FAILED_TRIALS;
    }
    if (ending instanceof SweepResult.Interrupted) {
      return ExitCode.INTERRUPTED;
    }
    SweepResult.Done done = (SweepResult.Done) ending;
    if (done.trained() == 0) {
      sayNothingIsLeft(done.skipped(), out);
    }
    return done(done.outcomes(), done.failed(), new Path(done.root()), out);
  }

  /** Prints what the run of a finished study printed of its trials. */
  ExitCode report(FinishedRun.Trained trained, CommandLine command) {
    PrintWriter out = command.getOut();
    Path root = StudyDirectory.at(directory, HadoopSettings.settings()).root();
    out.println("Output: " + root);
    sayNothingIsLeft(trained.trials(), out);
    return done(trained.outcomes(), trained.failed(), root, out);
  }

  private static void sayNothingIsLeft(long trials, PrintWriter out) {
    out.printf("Nothing is left to do: all %d trials are there.%n", trials);
  }

  /** The root is no Path here: without Hadoop, looking at the methods of this class would fail. */
  private static ExitCode done(String outcomes, long failed, Object root, PrintWriter out) {
    out.printf("%n%s%nTables: %s/{trials,steps,layers}/*.parquet%n", outcomes, root);
    if (failed > 0) {
      out.printf("%d trials failed: see error_class and error_message in trials.%n", failed);
      return ExitCode.FAILED_TRIALS;
    }
    out.flush();
    return ExitCode.DONE;
  }
}
