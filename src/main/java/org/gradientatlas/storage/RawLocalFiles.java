package org.gradientatlas.storage;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Local files without Hadoop's .crc files beside them, which cannot have a colon in their names and
 * go stale when a file is renamed. For single files: S3A needs the process's local file system as
 * it is.
 */
public final class RawLocalFiles {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "fs.file.impl", RawLocalFileSystem.class.getName(), "fs.file.impl.disable.cache", "true");

  private RawLocalFiles() {}

  /**
   * Settings under which a file is opened; none for one that is elsewhere, because a client of S3
   * would be made with them and kept.
   */
  public static Map<String, String> settings(Path file) {
    String scheme = file.toUri().getScheme();
    return scheme == null || scheme.equals("file") ? SETTINGS : Map.of();
  }

  /** A copy of other settings, with these. */
  public static Configuration over(Configuration hadoop) {
    var copy = new Configuration(hadoop);
    SETTINGS.forEach(copy::set);
    return copy;
  }

  /** The same, if they are for this file. */
  public static Configuration over(Configuration hadoop, Path file) {
    return settings(file).isEmpty() ? hadoop : over(hadoop);
  }
}
