package org.gradientatlas.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.gradientatlas.storage.AccessFailure;
import org.gradientatlas.storage.Location;
import org.gradientatlas.storage.LocationException;
import org.gradientatlas.table.output.Beginning;
import org.gradientatlas.table.output.HadoopSettings;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.schema.Tables;
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
   * @param directory the output directory of a sweep, on any Hadoop file system
   * @param sql one SELECT statement
   * @param json whether each row is passed as a single JSON value rather than one value per column
   * @param notice receives a line if much has to be copied to this machine
   * @throws UncheckedIOException if the file system is down
   */
  public static void run(
      String directory, String sql, boolean json, Answer answer, Consumer<String> notice)
      throws Unanswerable {
    try (TableFiles files = study(directory, notice)) {
      answer(files, sql, json, answer);
    } catch (SQLException | LocationException e) {
      throw new Unanswerable(String.valueOf(e.getMessage()));
    }
  }

  private static void answer(TableFiles files, String sql, boolean json, Answer answer)
      throws SQLException, Unanswerable {
    try {
      files.fetch(List.of(sql));
      try (var answers = new AnswerStream(files)) {
        answers.each(sql, json, answer);
      }
    } catch (SQLException e) {
      String message = String.valueOf(e.getMessage());
      throw new Unanswerable(TableAdvice.added(message, files.tables().keySet()));
    }
  }

  /**
   * Lists the stored tables, without reading their rows.
   *
   * @throws UncheckedIOException if the file system is down
   */
  public static List<Stored> tables(String directory) throws Unanswerable {
    try (TableFiles files = study(directory, line -> {})) {
      files.fetch(
          files.tables().keySet().stream()
              .filter(table -> files.rows(table).isEmpty())
              .map(table -> "SELECT count(*) FROM " + table)
              .toList());
      try (var answers = new AnswerStream(files)) {
        return answers.stored();
      }
    } catch (SQLException | LocationException e) {
      throw new Unanswerable(String.valueOf(e.getMessage()));
    }
  }

  private static TableFiles study(String directory, Consumer<String> notice)
      throws Unanswerable, SQLException {
    Location study = Location.of(directory, HadoopSettings.settings());
    if (!hasTrials(study)) {
      throw new Unanswerable(whyNoTrials(study));
    }
    TableFiles files = TableFiles.of(directory, notice);
    String begun = files.tables().containsKey(Tables.TRIALS.name()) ? "" : begun(study);
    if (!begun.isEmpty()) {
      files.close();
      throw new Unanswerable(begun);
    }
    return files;
  }

  /**
   * Whether a directory may be an output.
   *
   * @throws LocationException if it cannot be read
   */
  static boolean hasTrials(Location directory) {
    String obstacle = directory.obstacle();
    if (!obstacle.isEmpty()) {
      throw new LocationException(obstacle);
    }
    return directory.below(Tables.TRIALS.name()).isDirectory();
  }

  /** Why there are none. */
  static String whyNoTrials(Location directory) {
    return said(directory, Beginning::whyNoTrials);
  }

  /** Whether a run has begun that has no trials yet, as a sentence; empty if none has. */
  private static String begun(Location directory) {
    return said(directory, Beginning::of);
  }

  /** What an output says of itself. */
  @FunctionalInterface
  private interface Saying {
    String of(StudyDirectory directory) throws IOException;
  }

  private static String said(Location directory, Saying saying) {
    try {
      return saying.of(StudyDirectory.at(directory.text(), HadoopSettings.settings()));
    } catch (IOException e) {
      throw AccessFailure.of(directory.text(), e);
    }
  }
}
