package org.gradientatlas.spark.input;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.gradientatlas.storage.LocationException;
import org.junit.jupiter.api.Test;

class TrustedFileSystemsTest {
  private final Configuration hadoop = new Configuration();
  private final SparkConf spark = new SparkConf(false);

  private void accepts(String output, String... paths) {
    var trusted = new TrustedFileSystems(hadoop, spark, URI.create(output));
    for (String path : paths) {
      assertThatCode(() -> trusted.require(path)).as(path).doesNotThrowAnyException();
    }
  }

  private void refuses(String output, String... paths) {
    var trusted = new TrustedFileSystems(hadoop, spark, URI.create(output));
    for (String path : paths) {
      assertThatThrownBy(() -> trusted.require(path))
          .as(path)
          .isInstanceOf(LocationException.class)
          .hasMessageStartingWith(path + " is not read: a study may take data from local disks");
    }
  }

  @Test
  void localDisksAreAlwaysRead() {
    accepts("file:/out", "x.csv", "/x y/10:00.csv", "http:x", "file:/x.csv", "file:///x.csv");
  }

  @Test
  void nothingElseIsByDefault() {
    refuses(
        "file:/out",
        "http://host/x.csv",
        "https://host/x.csv",
        "ftp://host/x.csv",
        "hdfs://host/x.csv",
        "webhdfs://host:9870/x.csv",
        "har://hdfs-host:8020/x.har",
        "s3a://bucket/x.csv",
        "gs://bucket/x.csv",
        "abfss://container@account.dfs.core.windows.net/x.csv",
        "HTTP://host/x.csv");
  }

  @Test
  void theOutputsFileSystemIs() {
    accepts("hdfs://name:8020/out", "hdfs://name:8020/data/x.csv", "hdfs://NAME:8020/x.csv");
    refuses("hdfs://name:8020/out", "hdfs://other:8020/x.csv", "hdfs://name:9000/x.csv");
    accepts("s3a://results/out", "s3a://data/x.csv");
    refuses("s3a://results/out", "gs://data/x.csv");
    refuses("abfss://c@one.dfs.core.windows.net/o", "abfss://c@two.dfs.core.windows.net/x.csv");
  }

  @Test
  void theDefaultFileSystemIs() {
    hadoop.set("fs.defaultFS", "hdfs://name:8020");
    accepts("file:/out", "hdfs://name:8020/x.csv", "hdfs:///x.csv");
    refuses("file:/out", "hdfs://other/x.csv");
  }

  @Test
  void nameservicesOfTheConfigurationAre() {
    hadoop.set("dfs.nameservices", "one,two");
    accepts("file:/out", "hdfs://one/x.csv", "hdfs://two/x.csv");
    refuses("file:/out", "hdfs://three/x.csv");
  }

  @Test
  void thoseThatTheUserListsAre() {
    spark.set(
        "spark.kerberos.access.hadoopFileSystems", "hdfs://a:1, https://data.example/ ,s3a://b");
    accepts("file:/out", "hdfs://a:1/x.csv", "https://data.example/x.csv", "s3a://c/x.csv");
    refuses("file:/out", "https://other.example/x.csv", "hdfs://a:2/x.csv");
  }

  @Test
  void aStoreIsWhoseKeysTheUserHasSet() {
    spark.set("spark.hadoop.fs.s3a.endpoint", "http://127.0.0.1:9000");
    accepts("file:/out", "s3a://bucket/x.csv");
    refuses("file:/out", "gs://bucket/x.csv", "hdfs://host/x.csv");
  }

  /** Spark itself sets keys of s3a that say nothing. */
  @Test
  void orWhoseKeysAreInAFileOfHadoops() {
    hadoop.set("fs.s3a.downgrade.syncable.exceptions", "true", "Set by Spark to default values");
    refuses("file:/out", "s3a://bucket/x.csv");
    String site =
        "<configuration><property><name>fs.s3a.endpoint</name><value>h</value></property>"
            + "</configuration>";
    hadoop.addResource(
        new ByteArrayInputStream(site.getBytes(StandardCharsets.UTF_8)), "core-site.xml");
    accepts("file:/out", "s3a://bucket/x.csv");
  }
}
