package org.gradientatlas.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Embedded DuckDBs for untrusted SQL. They can read the given directories only (no other file,
 * network, extension or stored secret), do not spill to disk, use at most 1 GB, and lock these
 * settings.
 */
public final class ConfinedDatabase {
  /** Memory limit for a query's operators; DuckDB does not count scalar functions. */
  private static final String MEMORY = "1GB";

  private ConfinedDatabase() {}

  /**
   * Opens a new in-memory database.
   *
   * @param readable directories whose files it can read
   * @throws SQLException if it does not start
   */
  public static Connection open(Path... readable) throws SQLException {
    return confined(new Properties(), readable);
  }

  /**
   * Does the same with streamed results, which take no memory. DuckDB does not report why a
   * streamed query failed.
   */
  public static Connection streaming(Path... readable) throws SQLException {
    var settings = new Properties();
    settings.setProperty("jdbc_stream_results", "true");
    return confined(settings, readable);
  }

  private static Connection confined(Properties settings, Path... readable) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings);
    try (Statement set = connection.createStatement()) {
      set.execute("SET TimeZone = 'UTC'");
      set.execute("SET memory_limit = '" + MEMORY + "'");
      set.execute("SET threads = 2");
      set.execute("SET temp_directory = ''");
      set.execute("SET autoinstall_known_extensions = false");
      set.execute("SET autoload_known_extensions = false");
      set.execute("SET allow_persistent_secrets = false");
      set.execute("SET allowed_directories = [" + list(readable) + "]");
      set.execute("SET enable_external_access = false");
      set.execute("SET lock_configuration = true");
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  private static String list(Path... directories) {
    return Arrays.stream(directories)
        .map(d -> quoted(d.toAbsolutePath().normalize() + "/"))
        .collect(Collectors.joining(", "));
  }

  /** Quotes a text as an SQL string literal. */
  public static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /**
   * Why a query failed, in one line.
   *
   * @param seconds its time limit
   */
  public static String reason(SQLException e, int seconds) {
    String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    String kind = first.toLowerCase(Locale.ROOT);
    if (kind.startsWith("interrupt error")) {
      return "takes longer than " + seconds + " s";
    }
    if (kind.startsWith("out of memory error")) {
      return "needs more than " + MEMORY + " of memory";
    }
    // It advises settings, which are locked.
    return first.replaceFirst("^[A-Z][A-Za-z ]+ Error: ", "").replaceFirst(" Use \"SET .*", "");
  }
}
