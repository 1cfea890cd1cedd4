package org.gradientatlas.spark.input;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.gradientatlas.storage.Address;
import org.gradientatlas.storage.Location;
import org.gradientatlas.storage.LocationException;
import org.gradientatlas.storage.ObjectStores;
import org.jspecify.annotations.Nullable;

/**
 * The file systems that a study's data may be on. A study is data of anybody: it must not make the
 * driver send a request to a host that the user never named.
 */
final class TrustedFileSystems {
  /** Spark's own list of the file systems that an application goes to. */
  private static final String LISTED = "spark.kerberos.access.hadoopFileSystems";

  private final Configuration hadoop;
  private final SparkConf spark;
  private final List<URI> known = new ArrayList<>();

  /**
   * @param output where the study's tables go; null if it writes none
   */
  TrustedFileSystems(Configuration hadoop, SparkConf spark, @Nullable URI output) {
    this.hadoop = hadoop;
    this.spark = spark;
    known.add(FileSystem.getDefaultUri(hadoop));
    if (output != null) {
      known.add(output);
    }
    Arrays.stream(spark.get(LISTED, "").split(",", -1))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .forEach(text -> known.add(new Path(text).toUri()));
    hadoop
        .getTrimmedStringCollection("dfs.nameservices")
        .forEach(name -> known.add(URI.create("hdfs://" + name)));
  }

  /**
   * Checks a path before anything is asked of its file system.
   *
   * @throws LocationException if the user has not configured that file system
   */
  void require(String path) {
    URI uri = Location.path(path).toUri();
    if (!Address.is(path) || isTrusted(uri)) {
      return;
    }
    throw new LocationException(
        path,
        "is not read: a study may take data from local disks, from where --out is, from"
            + " fs.defaultFS, and from what -- --conf %s=%s names".formatted(LISTED, root(uri)));
  }

  private static String root(URI uri) {
    return uri.getScheme() + "://" + (uri.getAuthority() == null ? "" : uri.getAuthority());
  }

  private boolean isTrusted(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    return scheme.equals("file")
        || known.stream().anyMatch(other -> isSame(other, uri))
        || (ObjectStores.have(scheme) && isConfigured("fs." + scheme + "."));
  }

  private static boolean isSame(URI known, URI uri) {
    return uri.getScheme().equalsIgnoreCase(known.getScheme())
        && (uri.getAuthority() == null
            || ObjectStores.have(uri.getScheme())
            || uri.getAuthority().equalsIgnoreCase(known.getAuthority()));
  }

  /** Whether the user has set one of a file system's keys, here or in a file of Hadoop's. */
  private boolean isConfigured(String prefix) {
    return spark.getAllWithPrefix("spark.hadoop." + prefix).length > 0
        || hadoop.getPropsWithPrefix(prefix).keySet().stream()
            .anyMatch(key -> isFromSite(hadoop.getPropertySources(prefix + key)));
  }

  private static boolean isFromSite(String @Nullable [] sources) {
    return sources != null && Arrays.stream(sources).anyMatch(s -> s.endsWith("-site.xml"));
  }
}
