package org.gradientatlas.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A study's directory under a name that DuckDB takes literally. DuckDB reads stars, question marks,
 * brackets and backslashes in any path as a pattern, and has no escape for all of them: a directory
 * with such a name gets a symbolic link, until this is closed.
 *
 * @param directory the directory itself
 * @param plain the same, under the name for DuckDB
 */
record PlainName(Path directory, Path plain) implements AutoCloseable {
  private static final Pattern PATTERN = Pattern.compile("[*?\\[\\\\]");

  /**
   * Finds or makes the name.
   *
   * @throws SQLException if the link cannot be made
   */
  static PlainName of(Path given) throws SQLException {
    Path directory = given.toAbsolutePath().normalize();
    if (!PATTERN.matcher(directory.toString()).find()) {
      return new PlainName(directory, directory);
    }
    try {
      Path link = Files.createTempDirectory("gradient-atlas-").resolve("study");
      return new PlainName(directory, Files.createSymbolicLink(link, directory));
    } catch (IOException e) {
      throw new SQLException(
          "no link to " + directory + " could be made in the temporary directory: " + e, e);
    }
  }

  /** A file of the directory, by its plain name. */
  Path of(String table, String file) {
    return plain.resolve(table).resolve(file);
  }

  @Override
  public void close() {
    if (!plain.equals(directory)) {
      delete(plain);
      delete(plain.getParent());
    }
  }

  private static void delete(@Nullable Path temporary) {
    try {
      if (temporary != null) {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException left) {
      // A link in the temporary directory does no harm.
    }
  }
}
