package org.gradientatlas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.gradientatlas.query.Query;
import org.gradientatlas.query.Reproductions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a page that compares measured with published results. Trains nothing. */
@Command(
    name = "reproductions",
    description =
        "Prints the claims of studies that were trained, with their verdicts, as Markdown.",
    mixinStandardHelpOptions = true)
final class ReproductionsCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", arity = "1..*", description = "Outputs of jobs/study.")
  private List<String> directories = new ArrayList<>();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try {
      out.print(Reproductions.page(directories, spec.commandLine().getErr()::println));
    } catch (Query.Unanswerable e) {
      spec.commandLine().getErr().println(e.getMessage());
      return ExitCode.INVALID.code();
    }
    out.flush();
    return ExitCode.DONE.code();
  }
}
