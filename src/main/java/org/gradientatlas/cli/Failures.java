package org.gradientatlas.cli;

import org.gradientatlas.problem.InvalidStudyException;
import org.gradientatlas.spark.session.OutageMessage;
import org.gradientatlas.storage.LocationException;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Explains expected failures in a few lines; unexpected ones keep their stack trace. */
final class Failures implements IExecutionExceptionHandler, IExecutionStrategy {
  private final RunLast run = new RunLast();

  /** Hadoop throws an Error when a disk fails, but picocli handles only exceptions. */
  @Override
  public int execute(ParseResult parsed) {
    try {
      return run.execute(parsed);
    } catch (Error e) {
      String message = String.valueOf(e.getMessage());
      throw new ExecutionException(parsed.commandSpec().commandLine(), message, e);
    }
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed)
      throws Exception {
    if (e instanceof InvalidStudyException invalid) {
      command.getErr().println(invalid.getMessage());
      return ExitCode.INVALID.code();
    }
    if (e instanceof LocationException nowhere) {
      command.getErr().println(nowhere.getMessage());
      return ExitCode.INVALID.code();
    }
    String breakdown = OutageMessage.of(e).orElseThrow(() -> e);
    command
        .getErr()
        .printf(
            "The job broke off: %s%nWhat was committed is kept. Once that is mended, the same"
                + " command goes on from there.%n",
            breakdown);
    return ExitCode.BROKEN_OFF.code();
  }
}
