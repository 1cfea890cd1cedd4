package org.gradientatlas.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.gradientatlas.spark.session.Doctor;
import org.gradientatlas.spark.stored.OutputDoctor;
import org.gradientatlas.table.output.HadoopSettings;
import org.gradientatlas.table.output.OutputConflictException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Checks the machines that would train a study, or a stored output. */
@Command(
    name = "doctor",
    description = {
      "Shows natives, BLAS kernel, threads and memory of the driver and executors.",
      "With --out: examines everything that a study has stored; starts no Spark."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      " 0:all is well, or has been repaired",
      " 2:there is no study",
      " 4:something is damaged, or a run holds the output"
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Option(
      names = {"--out", "--output"},
      paramLabel = "DIR",
      description = "The --out directory of a study: reads every byte, looks for every row.")
  private @Nullable String output;

  @Option(
      names = "--repair",
      description =
          "Drops waves with damaged files, and tables that were derived from them; the next run"
              + " trains what was dropped.")
  private boolean repair;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (output != null) {
      return examine(output).code();
    }
    if (repair) {
      throw new ParameterException(spec.commandLine(), "--repair needs --out DIR");
    }
    Doctor.run(System.out);
    return ExitCode.DONE.code();
  }

  private ExitCode examine(String directory) throws IOException {
    CommandLine command = spec.commandLine();
    var doctor =
        new OutputDoctor(directory, HadoopSettings.settings(), command.getOut(), command.getErr());
    try {
      return switch (repair ? doctor.repair() : doctor.examine()) {
        case NOTHING -> ExitCode.INVALID;
        case SOUND -> ExitCode.DONE;
        case DAMAGED -> ExitCode.CONFLICT;
      };
    } catch (OutputConflictException e) {
      command.getErr().println(e.getMessage());
      return ExitCode.CONFLICT;
    }
  }
}
