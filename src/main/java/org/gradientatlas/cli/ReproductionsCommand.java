package org.gradientatlas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.gradientatlas.query.Query;
import org.gradientatlas.query.Reproductions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a page that compares measured with published results. Trains nothing. */
@Command(
    name = "reproductions",
    description =
        "Prints the claims of studies that were trained, with their verdicts, as Markdown.",
    mixinStandardHelpOptions = true)
final class ReproductionsCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", arity = "0..*", description = "Outputs of jobs/study.")
  private List<String> words = new ArrayList<>();

  @Option(names = "--out", paramLabel = "DIR", description = "The same as DIR. Repeatable.")
  private List<String> options = new ArrayList<>();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    List<String> directories = Stream.of(words, options).flatMap(List::stream).toList();
    if (directories.isEmpty()) {
      throw new ParameterException(spec.commandLine(), Usage.missing("DIR"));
    }
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
