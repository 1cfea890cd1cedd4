package org.gradientatlas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.gradientatlas.diagnose.Gate;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.spark.StudyResult;
import org.gradientatlas.study.Grid.Parallelism;
import org.gradientatlas.study.Study;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs a study from its file to its report in one command. */
@Command(
    name = "study",
    description = "Runs a study: trains what is missing, diagnoses it, judges its claims, reports.",
    mixinStandardHelpOptions = true)
final class StudyCommand implements Callable<Integer> {
  @Mixin private StudyOptions study = new StudyOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private RuleOptions rules = new RuleOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    CommandLine command = spec.commandLine();
    Gate gate = rules.gate(command);
    Thresholds thresholds = rules.thresholds(study.ruleOverrides());
    Study loaded = study.loadWithoutRules();
    StudyOptions.require(loaded, Parallelism.OF_TRIALS);
    StudyResult result = output.study(loaded, thresholds, gate);
    ExitCode swept = output.report(result.sweep(), command);
    if (result.summary().isEmpty()) {
      return swept.code();
    }
    ExitCode summarized =
        SummarizeCommand.report(result.summary().get(), output.directory(), command);
    PrintWriter out = command.getOut();
    out.printf("%n%s", result.claims().text());
    out.flush();
    result.report().ifPresent(report -> ReportCommand.report(report, command));
    // The gate takes precedence over failed trials, because the user asked for it.
    return (summarized == ExitCode.DONE ? swept : summarized).code();
  }
}
