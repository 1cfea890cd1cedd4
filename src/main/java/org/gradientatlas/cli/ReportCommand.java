package org.gradientatlas.cli;

import java.io.IOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.gradientatlas.report.live.LiveServer;
import org.gradientatlas.report.text.PhaseLine;
import org.gradientatlas.spark.comparison.ComparisonJob;
import org.gradientatlas.spark.live.LiveReport;
import org.gradientatlas.spark.page.ReportJob;
import org.gradientatlas.spark.page.ReportResult;
import org.gradientatlas.spark.session.FileSettings;
import org.gradientatlas.spark.session.OwnSession;
import org.gradientatlas.table.output.HadoopSettings;
import org.gradientatlas.table.output.StudyDirectory;
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
  private static final int MOST_PORT = 65_535;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..*",
      description = "The --out directory of jobs/study; two of them to compare two studies.")
  private List<String> directories = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where the page goes that compares two studies. With no DIR, the directory of one study.")
  private @Nullable String out;

  @Option(
      names = "--watch",
      description =
          "Serves the page to browsers of this machine, and renews it at each wave of a run, until"
              + " Ctrl-C. Writes nothing.")
  private boolean watch;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port of --watch; without it a free one.")
  private @Nullable Integer port;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (directories.isEmpty() && out != null) {
      directories = List.of(out);
      out = null;
    }
    check();
    if (watch) {
      return watch(directories.get(0)).code();
    }
    return report(write(), spec.commandLine()).code();
  }

  private void check() {
    if (directories.isEmpty()) {
      throw wrong(Usage.missing("DIR"));
    }
    if (watch && (directories.size() > 1 || out != null)) {
      throw wrong(
          "--watch follows one study, and writes no file: give one directory, and no --out");
    }
    if (port != null && !watch) {
      throw wrong("--port = " + port + ": only --watch listens on a port");
    }
    if (port != null && (port < 1 || port > MOST_PORT)) {
      throw wrong("--port = " + port + ": must be from 1 to " + MOST_PORT);
    }
    if (directories.size() > 2) {
      throw wrong(
          "%d directories: give one for its report, or two to compare them: %s"
              .formatted(directories.size(), String.join(", ", directories)));
    }
    if (directories.size() == 2 && out == null) {
      throw wrong("Two directories are compared: --out FILE is missing, where the page goes");
    }
    if (directories.size() == 1 && out != null) {
      throw wrong("--out = " + out + ": the page of one study goes to DIR/report.html");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private ExitCode watch(String directory) throws IOException {
    StudyDirectory study = StudyDirectory.at(directory, HadoopSettings.settings());
    if (!study.obstacle().isEmpty()) {
      spec.commandLine().getErr().println(study.obstacle());
      return ExitCode.INVALID;
    }
    try (LiveServer server = serve(study.root().getName())) {
      tell("The page of %s is at %s until Ctrl-C.".formatted(directory, server.address()));
      try (var session = OwnSession.open("gradient-atlas report")) {
        new LiveReport(session.spark(), directory, server, this::tell).untilInterrupted();
      }
      tell("The page is no longer served.");
    }
    return ExitCode.INTERRUPTED;
  }

  private LiveServer serve(String name) throws IOException {
    try {
      return LiveServer.open(port == null ? 0 : port, LiveReport.before(name));
    } catch (BindException e) {
      throw wrong(
          "--port = %d: cannot be had (%s); without --port a free one is taken"
              .formatted(port, e.getMessage()));
    }
  }

  private void tell(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }

  private ReportResult write() throws IOException {
    try (PhaseLine writing = OutputOptions.phase("Writing the report");
        var files = FileSettings.open("gradient-atlas report")) {
      return out == null
          ? new ReportJob(files.hadoop(), directories.get(0)).run()
          : new ComparisonJob(files.hadoop(), directories.get(0), directories.get(1), out).run();
    }
  }

  /** Prints where the page is. */
  static ExitCode report(ReportResult ending, CommandLine command) {
    if (ending instanceof ReportResult.Conflict conflict) {
      command.getErr().println(conflict.why());
      return ExitCode.CONFLICT;
    }
    if (ending instanceof ReportResult.Refused refused) {
      command.getErr().println(refused.why());
      return ExitCode.INVALID;
    }
    command.getOut().printf("Report: %s%n", ((ReportResult.Done) ending).path());
    command.getOut().flush();
    return ExitCode.DONE;
  }
}
