package org.gradientatlas.table.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Event logs by the names that Spark 3.5 and 4 give them. */
class EventLogsTest {
  private static final Configuration HADOOP = new Configuration();

  @TempDir Path out;
  private EventLogs logs;

  @BeforeEach
  void make() throws Exception {
    logs = new EventLogs(StudyDirectory.at(out.toString(), HADOOP));
    logs.make();
  }

  private Path log(String name) throws Exception {
    return Files.writeString(out.resolve("_spark-events").resolve(name), "{}");
  }

  private void rolling(String application, String file) throws Exception {
    Files.createDirectory(out.resolve("_spark-events").resolve(application));
    log(application + "/" + file);
  }

  @Test
  void allLogsOfAnApplicationAreRemovedAndNoneOfAnother() throws Exception {
    log("local-1.zstd");
    log("local-1");
    log("local-1_2.lz4.inprogress");
    rolling("eventlog_v2_local-1", "events_1_local-1.zstd");
    rolling("eventlog_v2_local-1_1", "appstatus_local-1_1.inprogress");
    log("local-12.zstd");
    rolling("eventlog_v2_local-12", "events_1_local-12.zstd");
    logs.remove("local-1");
    assertThat(out.resolve("_spark-events").toFile().list())
        .containsExactlyInAnyOrder("local-12.zstd", "eventlog_v2_local-12");
  }

  @Test
  void anOutputOfLogsAloneIsRemoved() throws Exception {
    rolling("eventlog_v2_local-1", "events_1_local-1.zstd");
    logs.removeOutputOfNothingElse();
    assertThat(out).doesNotExist();
  }

  @Test
  void aLogIsFoundWhileItGrowsAndAfterwards() throws Exception {
    Path growing = log("local-1.zstd.inprogress");
    String log = "file:" + out + "/_spark-events/local-1.zstd";
    assertThat(EventLogs.now(log, HADOOP)).isEqualTo("file:" + growing);
    Files.move(growing, out.resolve("_spark-events/local-1.zstd"));
    assertThat(EventLogs.now(log, HADOOP)).isEqualTo(log);
    assertThat(EventLogs.now("nowhere://host/log", HADOOP)).isEqualTo("nowhere://host/log");
  }
}
