package org.gradientatlas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.gradientatlas.job.Sweep;
import org.gradientatlas.job.Verdicts;
import org.gradientatlas.study.Study;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A study from its file to its tables, in one command. */
@Command(
    name = "study",
    description = "Runs a study: trains what is missing, says how it ended, judges its claims.",
    mixinStandardHelpOptions = true)
final class StudyCommand implements Callable<Integer> {
  @Mixin private StudyOptions study = new StudyOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Study loaded = study.load();
    Sweep.Ending ending = output.sweep(loaded);
    ExitCode code = output.report(ending, spec.commandLine());
    if (ending instanceof Sweep.Ending.Done done) {
      PrintWriter out = spec.commandLine().getOut();
      out.printf("%n%s", Verdicts.judge(loaded, done.root()));
      out.flush();
    }
    return code.code();
  }
}
