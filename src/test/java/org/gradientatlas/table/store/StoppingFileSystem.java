package org.gradientatlas.table.store;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * The local file system until so many changes have been made: from then on nothing happens any
 * more, as after a crash. The last change may be that a file was created and nothing written.
 */
public final class StoppingFileSystem extends FilterFileSystem {
  private static final String LEFT = "test.changes-left";

  private int left = Integer.MAX_VALUE;

  /** For Hadoop, which makes it by its name. */
  public StoppingFileSystem() {
    super(new RawLocalFileSystem());
  }

  /** What no process outlives. */
  public static final class Crash extends IOException {
    private static final long serialVersionUID = 1;
  }

  /** Settings with which files are local and stop after so many changes. */
  public static Configuration after(int changes) {
    var hadoop = new Configuration();
    hadoop.set("fs.file.impl", StoppingFileSystem.class.getName());
    hadoop.set("fs.file.impl.disable.cache", "true");
    hadoop.setInt(LEFT, changes);
    return hadoop;
  }

  @Override
  public void initialize(URI name, Configuration hadoop) throws IOException {
    super.initialize(name, hadoop);
    left = hadoop.getInt(LEFT, Integer.MAX_VALUE);
  }

  private void change() throws Crash {
    if (left == 0) {
      throw new Crash();
    }
    left--;
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int buffer,
      short replication,
      long block,
      Progressable progress)
      throws IOException {
    change();
    FSDataOutputStream out =
        super.create(path, permission, overwrite, buffer, replication, block, progress);
    try {
      change();
    } catch (Crash e) {
      out.close();
      throw e;
    }
    return out;
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    change();
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    change();
    return super.delete(path, recursive);
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    change();
    return super.mkdirs(path, permission);
  }
}
