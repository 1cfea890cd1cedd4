package org.gradientatlas.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.gradientatlas.job.Sweep;
import org.gradientatlas.study.Study;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A study from its file to its tables, in one command. */
@Command(
    name = "study",
    description = "Runs a study: trains what is missing, and says how it ended.",
    mixinStandardHelpOptions = true)
final class StudyCommand implements Callable<Integer> {
  @Mixin private StudyOptions study = new StudyOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Study loaded = study.load();
    Sweep.Ending ending = output.sweep(loaded);
    return output.report(ending, spec.commandLine()).code();
  }
}
