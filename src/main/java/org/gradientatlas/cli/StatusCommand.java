package org.gradientatlas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.gradientatlas.spark.stored.RunState;
import org.gradientatlas.spark.stored.StudyStatus;
import org.gradientatlas.spark.stored.StudyStatus.Found;
import org.gradientatlas.table.output.HadoopSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the progress of a run. */
@Command(
    name = "status",
    description = "Shows how far a run has come, or how it ended; starts no Spark.",
    exitCodeListHeading = "Exit codes, those of the run itself:%n",
    exitCodeList = {
      "  0:it is done, or runs",
      "  1:a fault of the machines ended it, or its process died",
      "  2:there is no study, or no run that kept a status",
      "  3:it is done with failed trials, or too many failed and it stopped",
      "130:it was interrupted"
    },
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "DIR", description = "The --out directory of a run.")
  private @Nullable String directory;

  @Mixin private StoredStudy stored = new StoredStudy();

  @Option(names = "--json", description = "Prints _STATUS.json as it is.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Found found = new StudyStatus(stored.directory(directory), HadoopSettings.settings()).find();
    PrintWriter err = spec.commandLine().getErr();
    if (found.ending() == RunState.NONE) {
      err.println(found.text());
    } else if (json && found.json().isEmpty()) {
      err.print(found.text());
      err.flush();
    } else {
      out.print(json ? found.json() : found.text());
      out.flush();
    }
    return exit(found.ending()).code();
  }

  private static ExitCode exit(RunState ending) {
    return switch (ending) {
      case RUNNING, DONE -> ExitCode.DONE;
      case FAILED_TRIALS -> ExitCode.FAILED_TRIALS;
      case INTERRUPTED -> ExitCode.INTERRUPTED;
      case FAILED -> ExitCode.BROKEN_OFF;
      case NONE -> ExitCode.INVALID;
    };
  }
}
