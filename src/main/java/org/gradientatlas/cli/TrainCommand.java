package org.gradientatlas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.gradientatlas.query.Verdicts;
import org.gradientatlas.spark.sweep.SweepResult;
import org.gradientatlas.study.Grid.Parallelism;
import org.gradientatlas.study.Study;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Trains the missing trials of a study, one network at a time on several workers, and checks its
 * claims.
 */
@Command(
    name = "train",
    description =
        "Trains every trial of a study of engine dl4j-spark that is not in the output yet, each on"
            + " several workers whose parameters are averaged, and judges the study's claims.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  @Mixin private StudyOptions study = new StudyOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Study loaded = study.load();
    StudyOptions.require(loaded, Parallelism.OF_DATA);
    SweepResult ending = output.sweep(loaded);
    ExitCode code = output.report(ending, spec.commandLine());
    if (ending instanceof SweepResult.Done done) {
      PrintWriter out = spec.commandLine().getOut();
      PrintWriter err = spec.commandLine().getErr();
      out.printf("%n%s", Verdicts.judge(loaded, done.root(), err::println).text());
      out.flush();
    }
    return code.code();
  }
}
