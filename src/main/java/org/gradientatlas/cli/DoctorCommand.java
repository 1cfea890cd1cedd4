package org.gradientatlas.cli;

import java.util.concurrent.Callable;
import org.gradientatlas.job.Doctor;
import picocli.CommandLine.Command;

/** Looks at the machines that would train a study. */
@Command(
    name = "doctor",
    description = "Shows natives, BLAS kernel, threads and memory of the driver and executors.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    Doctor.run(System.out);
    return ExitCode.DONE.code();
  }
}
