package org.gradientatlas.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete the options of jobs. */
@Command(
    name = "completion",
    description = {
      "Prints a script by which a shell completes commands. In ~/.bashrc or ~/.zshrc:",
      "  source <(jobs/completion bash)"
    },
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
  /** The shells; both take the same script, which knows where it is. */
  enum Shell {
    bash,
    zsh
  }

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
  private Shell shell = Shell.bash;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("# Completes the options of jobs/ in %s.%n", shell);
    for (Map.Entry<String, CommandLine> job : Main.commandLine().getSubcommands().entrySet()) {
      out.println(script(job.getKey(), job.getValue()));
    }
    out.flush();
    return ExitCode.DONE.code();
  }

  /** Only jobs/NAME is completed: other programs are called report or status too. */
  private static String script(String name, CommandLine command) {
    return AutoComplete.bash(name, command)
        .replaceAll(
            "(?m)^complete -F (\\S+) -o default .*$",
            "complete -F $1 -o default jobs/%1$s ./jobs/%1$s".formatted(name));
  }
}
