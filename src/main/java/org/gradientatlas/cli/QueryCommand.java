package org.gradientatlas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.gradientatlas.cli.answer.AnswerFormat;
import org.gradientatlas.cli.answer.AnswerPrinter;
import org.gradientatlas.problem.TextFile;
import org.gradientatlas.problem.UnreadableTextException;
import org.gradientatlas.query.Query;
import org.gradientatlas.spark.GradientAtlas;
import org.gradientatlas.spark.QueryAction;
import org.gradientatlas.spark.UserFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** SQL over the tables of a study. Starts no Spark. */
@Command(
    name = "query",
    description =
        "Answers one SQL query (DuckDB's SELECT) over the tables of a study; without a query, says"
            + " what there is to ask about. Starts no Spark.",
    mixinStandardHelpOptions = true)
final class QueryCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIR",
      description = "The --out directory of a study.")
  private @Nullable String first;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SQL",
      description = "SELECT ... FROM trials ...; - reads it from standard input.")
  private @Nullable String second;

  @Mixin private StoredStudy stored = new StoredStudy();

  @Option(names = "--file", paramLabel = "FILE", description = "Reads the query from a file.")
  private @Nullable String file;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private AnswerFormat format = AnswerFormat.table;

  @Option(
      names = "--limit",
      converter = Numbers.Count.class,
      paramLabel = "N",
      description = "Rows of a table to show (default: ${DEFAULT-VALUE}); other formats have all.")
  private int limit = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    // After --out DIR, the first word is the query.
    boolean moved = stored.isOption() && second == null;
    String directory = stored.directory(moved ? null : first);
    String sql = moved ? first : second;
    PrintWriter out = spec.commandLine().getOut();
    try {
      String query = query(sql);
      if (query == null) {
        list(directory, out);
      } else {
        AnswerPrinter printer = format.printer(out, limit);
        QueryAction study =
            GradientAtlas.query(directory).notice(spec.commandLine().getErr()::println);
        if (format == AnswerFormat.json) {
          study.eachAsJson(query, printer);
        } else {
          study.each(query, printer);
        }
        printer.close();
      }
    } catch (Query.Unanswerable e) {
      spec.commandLine().getErr().println(e.getMessage());
      return ExitCode.INVALID.code();
    }
    out.flush();
    return ExitCode.DONE.code();
  }

  private @Nullable String query(@Nullable String sql) {
    if (sql != null && file != null) {
      throw new ParameterException(spec.commandLine(), "SQL and --file: give one of them");
    }
    try {
      return file == null ? given(sql) : UserFile.of(file).read();
    } catch (UnreadableTextException e) {
      String source = file == null ? "standard input" : "--file = " + file;
      throw new ParameterException(spec.commandLine(), e.about(source));
    }
  }

  private static @Nullable String given(@Nullable String sql) throws UnreadableTextException {
    try {
      return "-".equals(sql) ? TextFile.read(System.in) : sql;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void list(String directory, PrintWriter out) throws Query.Unanswerable {
    for (Query.Stored stored : GradientAtlas.query(directory).tables()) {
      out.printf(Locale.ROOT, "%s: %,d rows%n", stored.table(), stored.rows());
      out.println(wrapped(String.join(", ", stored.columns())));
      out.println();
    }
    out.printf(
        "jobs/query %s \"SELECT ... FROM trials\"; docs/reference/tables.md explains each"
            + " column.%n",
        directory);
  }

  private static String wrapped(String text) {
    return (text + ", ").replaceAll("(.{1,92}), ", "  $1,\n").replaceFirst(",\n$", "");
  }
}
