package org.gradientatlas.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;

class RawLocalFilesTest {
  private final Configuration hadoop = new Configuration(false);

  @Test
  void aLocalFileIsOpenedWithoutItsChecksumFile() throws Exception {
    for (String file : new String[] {"file:/tmp/a", "/tmp/a"}) {
      Path path = new Path(file);
      assertThat(path.getFileSystem(RawLocalFiles.over(hadoop, path)))
          .as(file)
          .isInstanceOf(RawLocalFileSystem.class);
    }
  }

  /** As S3A asks for it, to write what it will send. */
  @Test
  void aFileElsewhereIsOpenedBesideAnOrdinaryLocalFileSystem() throws Exception {
    Path path = new Path("s3a://bucket/a");
    Path buffer = new Path("file:/tmp/buffer");
    assertThat(buffer.getFileSystem(RawLocalFiles.over(hadoop, path)))
        .isInstanceOf(LocalFileSystem.class);
  }
}
