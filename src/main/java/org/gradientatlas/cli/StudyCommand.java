package org.gradientatlas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.diagnose.Gate;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.report.text.Paint;
import org.gradientatlas.spark.StudyResult;
import org.gradientatlas.spark.stored.FinishedRun;
import org.gradientatlas.study.Grid.Parallelism;
import org.gradientatlas.study.Study;
import org.gradientatlas.table.output.HadoopSettings;
import org.gradientatlas.table.output.StudyDirectory;
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
    var repetition = new Repetition(loaded, output.directory());
    Optional<FinishedRun> finished = repetition.answered(thresholds, gate);
    if (finished.isPresent()) {
      return repeated(finished.get(), command).code();
    }
    if (Repetition.isWithoutSpark()) {
      return Repetition.NOT_FINISHED;
    }
    StudyResult result = output.study(loaded, thresholds, gate);
    repetition.remember(result, thresholds, gate);
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
    return ending(swept, summarized).code();
  }

  /** Prints what the run of a finished study printed. */
  private ExitCode repeated(FinishedRun run, CommandLine command) {
    ExitCode swept = output.report(run.trained(), command);
    FinishedRun.Answer answer = Objects.requireNonNull(run.answer());
    ExitCode summarized =
        SummarizeCommand.print(
            answer.text(),
            Paint.ofThisProcess().adapted(answer.map()),
            answer.stopped(),
            output.directory(),
            command);
    Path report = StudyDirectory.at(output.directory(), HadoopSettings.settings()).report();
    command.getOut().printf("%n%sReport: %s%n", answer.claims(), report);
    command.getOut().flush();
    return ending(swept, summarized);
  }

  /** The gate takes precedence over failed trials, because the user asked for it. */
  private static ExitCode ending(ExitCode swept, ExitCode summarized) {
    return summarized == ExitCode.DONE ? swept : summarized;
  }
}
