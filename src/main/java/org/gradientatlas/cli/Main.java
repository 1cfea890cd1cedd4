package org.gradientatlas.cli;

import java.util.List;
import java.util.Objects;
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
    mixinStandardHelpOptions = true)
public final class Main implements Runnable {
  private static final List<Class<?>> COMMANDS =
      List.of(
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
          DoctorCommand.class,
          InitCommand.class,
          CompletionCommand.class);

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
    Ending.of(() -> of(commands(args)).execute(args));
  }

  /** The commands; visible for tests that run them in-process. */
  public static CommandLine commandLine() {
    return of(COMMANDS);
  }

  /** Those that a command line can mean: looking at all takes a tenth of a second. */
  private static List<Class<?>> commands(String[] args) {
    List<Class<?>> named =
        COMMANDS.stream().filter(type -> args.length > 0 && name(type).equals(args[0])).toList();
    return named.isEmpty() ? COMMANDS : named;
  }

  private static String name(Class<?> command) {
    return Objects.requireNonNull(command.getAnnotation(Command.class)).name();
  }

  private static CommandLine of(List<Class<?>> commands) {
    var failures = new Failures();
    CommandLine command = new CommandLine(new Main());
    commands.forEach(command::addSubcommand);
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
