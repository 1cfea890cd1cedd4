package org.gradientatlas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.gradientatlas.diagnose.Gate;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.report.text.Paint;
import org.gradientatlas.report.text.PhaseLine;
import org.gradientatlas.report.text.TerminalWriter;
import org.gradientatlas.spark.session.FileSettings;
import org.gradientatlas.spark.summary.Summarize;
import org.gradientatlas.spark.summary.SummaryResult;
import org.gradientatlas.table.output.HadoopSettings;
import org.gradientatlas.table.output.StudyDirectory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Diagnoses the stored trials of a study, without training any. */
@Command(
    name = "summarize",
    description =
        "Diagnoses every stored trial, scores the forecast, summarizes cells and contrasts them.",
    mixinStandardHelpOptions = true)
final class SummarizeCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "DIR", description = "The --out directory of a sweep.")
  private @Nullable String directory;

  @Mixin private StoredStudy stored = new StoredStudy();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a threshold: --set rules.vanishing-slope.slope=-0.1. Repeatable.")
  private List<String> overrides = new ArrayList<>();

  @Mixin private RuleOptions rules = new RuleOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Gate gate = rules.gate(spec.commandLine());
    Thresholds thresholds = rules.thresholds(overrides);
    String there = stored.directory(directory);
    return report(summarize(there, thresholds, gate), there, spec.commandLine()).code();
  }

  private SummaryResult summarize(String there, Thresholds thresholds, Gate gate)
      throws IOException {
    try (PhaseLine diagnosing = OutputOptions.phase("Diagnosing");
        var files = FileSettings.open("gradient-atlas summarize")) {
      return new Summarize(files.hadoop(), there, thresholds, gate).run();
    }
  }

  /** Prints how it ended and where the tables are. */
  static ExitCode report(SummaryResult ending, String directory, CommandLine command) {
    PrintWriter err = command.getErr();
    if (ending instanceof SummaryResult.Refused refused) {
      err.println(refused.why());
      return ExitCode.INVALID;
    }
    if (ending instanceof SummaryResult.Conflict conflict) {
      err.println(conflict.why());
      return ExitCode.CONFLICT;
    }
    SummaryResult.Done done = (SummaryResult.Done) ending;
    String map = StudyMapText.of(done.map(), Paint.ofThisProcess());
    return print(done.text(), map, done.stopped(), directory, command);
  }

  /**
   * Prints a summary and where the tables are.
   *
   * @param map with colours, and with all else escaped
   * @param stopped the trials that hit the gate; empty for none
   */
  static ExitCode print(
      String text, String map, String stopped, String directory, CommandLine command) {
    PrintWriter out = command.getOut();
    out.printf("%n%s%n", text);
    TerminalWriter.printColoured(out, map);
    Object root = StudyDirectory.at(directory, HadoopSettings.settings()).root();
    out.printf("%nTables: %s/{diagnoses,summary,contrasts,forecasts}/*.parquet%n", root);
    out.flush();
    if (stopped.isEmpty()) {
      return ExitCode.DONE;
    }
    command.getErr().print(stopped);
    command.getErr().flush();
    return ExitCode.GATE;
  }
}
