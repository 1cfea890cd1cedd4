package org.gradientatlas.query;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.gradientatlas.storage.Location;
import org.gradientatlas.storage.LocationException;
import org.gradientatlas.table.output.HadoopSettings;
import org.jspecify.annotations.Nullable;

/**
 * Runs SQL over the stored tables of a study in an embedded DuckDB. Only committed waves are
 * visible.
 */
public final class Query {
  private Query() {}

  /** Receives a result row by row. */
  public interface Answer {
    /** Called once, before any row. */
    void columns(List<String> names);

    /**
     * Receives a row.
     *
     * @return whether to continue
     */
    boolean row(List<@Nullable Object> values);
  }

  /**
   * A stored table.
   *
   * @param columns names with types, in order
   */
  public record Stored(String table, long rows, List<String> columns) {}

  /** A query that cannot be answered; the message says why. */
  public static final class Unanswerable extends Exception {
    private static final long serialVersionUID = 1;

    Unanswerable(String why) {
      super(why);
    }
  }

  /**
   * Runs a query.
   *
   * @param directory the output directory of a sweep, on a local file system
   * @param sql one SELECT statement
   * @param json whether each row is passed as a single JSON value rather than one value per column
   */
  public static void run(String directory, String sql, boolean json, Answer answer)
      throws Unanswerable {
    try (var answers = new AnswerStream(study(directory))) {
      answers.each(sql, json, answer);
    } catch (SQLException e) {
      throw new Unanswerable(String.valueOf(e.getMessage()));
    }
  }

  /** Lists the stored tables. */
  public static List<Stored> tables(String directory) throws Unanswerable {
    try (var answers = new AnswerStream(study(directory))) {
      return answers.stored();
    } catch (SQLException e) {
      throw new Unanswerable(String.valueOf(e.getMessage()));
    }
  }

  private static Path study(String directory) throws Unanswerable {
    try {
      Path path = local(directory);
      if (!Files.isDirectory(path.resolve("trials"))) {
        throw new Unanswerable(directory + " has no table trials: it is not the --out of a sweep");
      }
      return path;
    } catch (LocationException e) {
      throw new Unanswerable(e.getMessage());
    }
  }

  /**
   * A directory that a user typed, which may not exist.
   *
   * @throws LocationException if it is no path, not on this machine, or cannot be read
   */
  public static Path local(String directory) {
    Location found = Location.of(directory, HadoopSettings.settings());
    if (!found.isLocal()) {
      throw new LocationException(
          directory,
          "is not here: DuckDB reads the file systems of this machine only; copy the study here,"
              + " or ask Spark SQL");
    }
    if (!found.obstacle().isEmpty()) {
      throw new LocationException(found.obstacle());
    }
    return found.local();
  }
}
