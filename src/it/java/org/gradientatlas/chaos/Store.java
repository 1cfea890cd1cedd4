package org.gradientatlas.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The file system of outputs.
 *
 * @param root its address; empty for this machine's
 * @param settings its Hadoop settings; empty for this machine's
 */
record Store(String root, String settings) {
  /** This machine's disk. */
  static final Store LOCAL = new Store("", "");

  static Store of(Daemons daemons) {
    return new Store(daemons.address(), daemons.directory().resolve("conf").toString());
  }

  boolean isLocal() {
    return root.isEmpty();
  }

  /** The output of a study whose other files are in a directory. */
  Output output(Path directory) {
    return at(
        isLocal() ? directory.resolve("out").toString() : root + "/" + directory.getFileName());
  }

  /** The output at an address. */
  Output at(String address) {
    try {
      return new Output(address, system());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FileSystem system() throws IOException {
    if (isLocal()) {
      var files = new RawLocalFileSystem();
      files.initialize(URI.create("file:///"), new Configuration(false));
      return files;
    }
    var hadoop = new Configuration();
    for (String file : List.of("core-site.xml", "hdfs-site.xml")) {
      hadoop.addResource(new org.apache.hadoop.fs.Path(settings + "/" + file));
    }
    return FileSystem.get(URI.create(root), hadoop);
  }

  /** What starts a command with these settings. */
  List<String> environment() {
    return isLocal() ? List.of() : List.of("env", "HADOOP_CONF_DIR=" + settings);
  }
}
