package org.gradientatlas.storage;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The local file system under another scheme, so that it is elsewhere for whoever asks. Counts what
 * is read of each file.
 */
public final class CountedFileSystem extends RawLocalFileSystem {
  private static final String IMPLEMENTATION = "spark.hadoop.fs.counted.impl";
  private static final Map<String, Long> READ = new ConcurrentHashMap<>();

  /** Makes the scheme known to jobs that start no Spark. */
  public static void register() {
    System.setProperty(IMPLEMENTATION, CountedFileSystem.class.getName());
  }

  /** Makes it unknown again. */
  public static void unregister() {
    System.clearProperty(IMPLEMENTATION);
  }

  /** The address of a local path. */
  public static String address(java.nio.file.Path local) {
    return "counted:" + local.toAbsolutePath();
  }

  /** Forgets what was read. */
  public static void reset() {
    READ.clear();
  }

  /** How many bytes were read of the files below a local directory. */
  public static long bytes(java.nio.file.Path directory) {
    return READ.entrySet().stream()
        .filter(file -> file.getKey().startsWith(directory.toAbsolutePath() + "/"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Override
  public URI getUri() {
    return URI.create("counted:///");
  }

  @Override
  public FSDataInputStream open(Path path, int buffer) throws IOException {
    return new FSDataInputStream(new Counted(super.open(path, buffer), path.toUri().getPath()));
  }

  private static final class Counted extends FSInputStream {
    private final FSDataInputStream in;
    private final String file;

    Counted(FSDataInputStream in, String file) {
      this.in = in;
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      READ.merge(file, 1L, Long::sum);
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = in.read(bytes, offset, length);
      READ.merge(file, (long) Math.max(0, read), Long::sum);
      return read;
    }

    @Override
    public void seek(long position) throws IOException {
      in.seek(position);
    }

    @Override
    public long getPos() throws IOException {
      return in.getPos();
    }

    @Override
    public boolean seekToNewSource(long position) throws IOException {
      return in.seekToNewSource(position);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
