package org.gradientatlas.cli;

import java.util.Set;
import java.util.regex.Pattern;
import org.gradientatlas.problem.InvalidStudyException;
import org.gradientatlas.spark.session.Ending;
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
  /** They store nothing that could be lost or gone on from. */
  private static final Set<String> READERS = Set.of("plan", "theory", "status", "query");

  /** Other messages, as those of JavaCPP, name their own limits. */
  private static final Pattern HEAP = Pattern.compile("heap space|GC overhead|array size");

  private static final String REMEDY =
      "JDK_JAVA_OPTIONS=-Xmx8g for jobs that start no Spark, -- --driver-memory 8g for the others.";

  private static final String BROKEN_OFF =
      "The job broke off: %s%nWhat was committed is kept. Once that is mended, the same command"
          + " goes on from there.%n";

  private final RunLast run = new RunLast();

  /** Hadoop throws an Error when a disk fails, but picocli handles only exceptions. */
  @Override
  public int execute(ParseResult parsed) {
    try {
      return run.execute(parsed);
    } catch (OutOfMemoryError e) {
      // Printing needs memory; what the command held is free by now.
      parsed.commandSpec().commandLine().getErr().println(outOfMemory(e));
      return ExitCode.BROKEN_OFF.code();
    } catch (Error e) {
      String message = String.valueOf(e.getMessage());
      throw new ExecutionException(parsed.commandSpec().commandLine(), message, e);
    }
  }

  private static String outOfMemory(OutOfMemoryError e) {
    String message = String.valueOf(e.getMessage());
    if (!HEAP.matcher(message).find()) {
      return "Out of memory: " + message;
    }
    return "Out of memory (%s), with a heap of %d MiB. Raise it: %s"
        .formatted(message, Runtime.getRuntime().maxMemory() >> 20, REMEDY);
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
    if (Ending.isInterrupted()) {
      return ExitCode.INTERRUPTED.code();
    }
    String breakdown = OutageMessage.of(e).orElseThrow(() -> e);
    String form = READERS.contains(command.getCommandName()) ? "%s%n" : BROKEN_OFF;
    command.getErr().printf(form, breakdown);
    return ExitCode.BROKEN_OFF.code();
  }
}
