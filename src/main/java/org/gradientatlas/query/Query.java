package org.gradientatlas.query;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQL over the stored tables of a study, in an embedded DuckDB: of waves, those committed. */
public final class Query {
  private Query() {}

  /** Takes an answer row by row. */
  public interface Answer {
    /** Called once, before any row. */
    void columns(List<String> names);

    /**
     * Takes a row.
     *
     * @return whether there should be more
     */
    boolean row(List<@Nullable Object> values);
  }

  /**
   * A stored table.
   *
   * @param columns each with its type, in order
   */
  public record Stored(String table, long rows, List<String> columns) {}

  /** A query that cannot be answered, and why. */
  public static final class Unanswerable extends Exception {
    private static final long serialVersionUID = 1;

    Unanswerable(String why) {
      super(why);
    }
  }

  /**
   * Answers a query.
   *
   * @param directory the --out directory of a sweep, on a file system of this machine
   * @param sql one SELECT statement
   * @param json whether a row is one value, the row as JSON, rather than one for each column
   */
  public static void run(String directory, String sql, boolean json, Answer answer)
      throws Unanswerable {
    try (var answers = new AnswerStream(study(directory))) {
      answers.each(sql, json, answer);
    } catch (SQLException e) {
      throw new Unanswerable(String.valueOf(e.getMessage()));
    }
  }

  /** What there is to ask about. */
  public static List<Stored> tables(String directory) throws Unanswerable {
    try (var answers = new AnswerStream(study(directory))) {
      return answers.stored();
    } catch (SQLException e) {
      throw new Unanswerable(String.valueOf(e.getMessage()));
    }
  }

  private static Path study(String directory) throws Unanswerable {
    if (directory.matches("[a-z0-9]+:.*") && !directory.startsWith("file:")) {
      throw new Unanswerable(
          directory
              + ": DuckDB reads the file systems of this machine only; copy the study here, or ask"
              + " Spark SQL");
    }
    Path path =
        directory.startsWith("file:")
            ? Path.of(URI.create(directory).getPath())
            : Path.of(directory);
    if (!Files.isDirectory(path.resolve("trials"))) {
      throw new Unanswerable(directory + " has no table trials: it is not the --out of a sweep");
    }
    return path;
  }
}
