package org.gradientatlas.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.gradientatlas.spark.GradientAtlas;
import org.gradientatlas.spark.page.ReportResult;
import org.gradientatlas.spark.session.OwnSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the HTML report of a stored study. */
@Command(
    name = "report",
    description = "Writes what a study found as one HTML file, DIR/report.html. Trains nothing.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The --out directory of jobs/study.")
  private String directory = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    return report(write(), spec.commandLine()).code();
  }

  private ReportResult write() throws IOException {
    try (var session = OwnSession.open("gradient-atlas report")) {
      return GradientAtlas.with(session.spark()).report(directory).run();
    }
  }

  /** Prints where the page is. */
  static ExitCode report(ReportResult ending, CommandLine command) {
    if (ending instanceof ReportResult.Refused refused) {
      command.getErr().println(refused.why());
      return ExitCode.INVALID;
    }
    command.getOut().printf("Report: %s%n", ((ReportResult.Done) ending).path());
    command.getOut().flush();
    return ExitCode.DONE;
  }
}
