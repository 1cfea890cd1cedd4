package org.gradientatlas.spark;

import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.gradientatlas.problem.InputFile;
import org.gradientatlas.storage.Address;
import org.gradientatlas.storage.LocatedText;
import org.gradientatlas.storage.Location;
import org.gradientatlas.storage.LocationException;
import org.gradientatlas.table.output.HadoopSettings;

/** Files that a command line names: studies, rules, queries. */
public final class UserFile {
  private static final Pattern LOCAL = Pattern.compile("(?i)^file:(//)?(?=/)");

  private UserFile() {}

  /**
   * Finds a file.
   *
   * @param file a path of this machine, or an address such as {@code hdfs://host/study.conf} that
   *     Hadoop can read
   * @throws LocationException if it is no path, or there is no such file system
   * @throws UncheckedIOException if its file system is down
   */
  public static InputFile of(String file) {
    String path = LOCAL.matcher(file).replaceFirst("");
    if (Address.is(path)) {
      return remote(path);
    }
    try {
      return InputFile.of(Path.of(path));
    } catch (InvalidPathException e) {
      throw new LocationException(file.replace("\0", "\\0"), "is no path");
    }
  }

  /** Only here, because jobs that start no Spark may run without Hadoop's classes. */
  private static InputFile remote(String address) {
    try {
      return LocatedText.of(Location.of(address, HadoopSettings.settings()));
    } catch (NoClassDefFoundError e) {
      throw new LocationException(
          address,
          "is not on this machine, and the jar alone has no Hadoop to read it: run this by jobs/,"
              + " or copy the file here");
    }
  }
}
