package org.gradientatlas.cli;

import org.gradientatlas.report.text.TerminalWriter;
import org.gradientatlas.spark.session.Build;
import org.gradientatlas.spark.session.ConsoleLogging;
import org.gradientatlas.spark.session.Ending;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The only entry point: {@code spark-submit gradient-atlas.jar COMMAND ARGUMENTS}. */
@Command(
    name = "gradient-atlas",
    description = "Maps where the gradients of deep networks vanish and explode.",
    mixinStandardHelpOptions = true,
    subcommands = {
      StudyCommand.class,
      SweepCommand.class,
      TrainCommand.class,
      SummarizeCommand.class,
      ReportCommand.class,
      QueryCommand.class,
      PlanCommand.class,
      TheoryCommand.class,
      ReproductionsCommand.class,
      StatusCommand.class,
      DoctorCommand.class
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Main() {}

  /** Without a command there is nothing to run. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), Usage.missing("COMMAND"));
  }

  /** Runs a command and exits with its code. */
  public static void main(String[] args) {
    ConsoleLogging.apply();
    Ending.of(() -> commandLine().execute(args));
  }

  /** The commands; visible for tests that run them in-process. */
  public static CommandLine commandLine() {
    var failures = new Failures();
    CommandLine command = new CommandLine(new Main());
    Numbers.register(command);
    tellVersion(command);
    return command
        // An argument that begins with @ is a path like any other.
        .setExpandAtFiles(false)
        .setOut(new TerminalWriter(command.getOut()))
        .setErr(new TerminalWriter(command.getErr()))
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setParameterExceptionHandler(new Usage())
        .setExecutionStrategy(failures)
        .setExecutionExceptionHandler(failures);
  }

  private static void tellVersion(CommandLine command) {
    Build build = Build.read();
    String version = "Gradient Atlas %s, commit %s".formatted(build.version(), build.commit());
    command.getCommandSpec().version(version);
    command.getSubcommands().values().forEach(each -> each.getCommandSpec().version(version));
  }
}
