package org.gradientatlas.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.gradientatlas.spark.GradientAtlas;
import org.gradientatlas.spark.page.ReportResult;
import org.gradientatlas.spark.session.OwnSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the HTML report of a stored study, or compares two. */
@Command(
    name = "report",
    description = {
      "Writes what a study found as one HTML file, DIR/report.html. Trains nothing.",
      "With two directories and --out FILE: shows two studies side by side."
    },
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "The --out directory of jobs/study; two of them to compare two studies.")
  private List<String> directories = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the page goes that compares two studies.")
  private @Nullable String file;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    check();
    return report(write(), spec.commandLine()).code();
  }

  private void check() {
    if (directories.size() > 2) {
      throw wrong(
          "%d directories: give one for its report, or two to compare them: %s"
              .formatted(directories.size(), String.join(", ", directories)));
    }
    if (directories.size() == 2 && file == null) {
      throw wrong("Two directories are compared: --out FILE is missing, where the page goes");
    }
    if (directories.size() == 1 && file != null) {
      throw wrong("--out = " + file + ": the page of one study goes to DIR/report.html");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private ReportResult write() throws IOException {
    try (var session = OwnSession.open("gradient-atlas report")) {
      GradientAtlas atlas = GradientAtlas.with(session.spark());
      return file == null
          ? atlas.report(directories.get(0)).run()
          : atlas.compare(directories.get(0), directories.get(1)).output(file).run();
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
