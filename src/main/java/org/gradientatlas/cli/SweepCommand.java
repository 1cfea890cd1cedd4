package org.gradientatlas.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gradientatlas.spark.stored.FinishedRun;
import org.gradientatlas.spark.sweep.SweepResult;
import org.gradientatlas.study.Grid.Parallelism;
import org.gradientatlas.study.Study;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Trains the missing trials of a study. */
@Command(
    name = "sweep",
    description = "Trains every trial of a study that is not in the output yet.",
    mixinStandardHelpOptions = true)
final class SweepCommand implements Callable<Integer> {
  @Mixin private StudyOptions study = new StudyOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Study loaded = study.load();
    StudyOptions.require(loaded, Parallelism.OF_TRIALS);
    var repetition = new Repetition(loaded, output.directory());
    Optional<FinishedRun> finished = repetition.trained();
    if (finished.isPresent()) {
      return output.report(finished.get().trained(), spec.commandLine()).code();
    }
    if (Repetition.isWithoutSpark()) {
      return Repetition.NOT_FINISHED;
    }
    SweepResult ending = output.sweep(loaded);
    repetition.remember(ending);
    return output.report(ending, spec.commandLine()).code();
  }
}
