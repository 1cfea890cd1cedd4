package org.gradientatlas.table.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The keys of _STATUS.json and their order are a contract with whoever watches a run. */
class StatusFileTest {
  /** As version 0.1.0 writes it. */
  private static final String RUNNING =
      """
      {
        "state" : "running",
        "study" : "s",
        "app_version" : "0.1.0",
        "git_commit" : "abc",
        "trials" : {
          "done" : 3,
          "planned" : 4
        },
        "outcomes" : {
          "completed" : 2,
          "failed" : 1
        },
        "waves" : {
          "done" : 1,
          "planned" : 2
        },
        "trials_per_second" : 1.5,
        "seconds_left" : 7,
        "last_error" : {
          "error" : "java.lang.Error: no",
          "trials" : 1,
          "example" : "t"
        },
        "started" : "2026-01-01T00:00:00Z",
        "updated" : "2026-01-01T00:00:02Z",
        "host" : "h",
        "pid" : 12,
        "spark_application" : "local-1",
        "event_log" : "/tmp/log"
      }
      """;

  @Test
  void readAndWrittenAgainItIsTheSame() throws IOException {
    assertThat(StoredJson.write(Status.parse(RUNNING))).isEqualTo(RUNNING);
  }

  @Test
  void whatDoesNotExistIsLeftOut() throws IOException {
    String done =
        RUNNING
            .replaceAll("(?s)  .last_error.*?},\n", "")
            .replaceAll("  .seconds_left.*\n", "")
            .replaceAll(",\n  .event_log.*\n", "\n")
            .replace("\"running\",", "\"stopped\",\n  \"message\" : \"1 trial failed\",");
    Status status = Status.parse(done);
    assertThat(status.run().message()).isEqualTo("1 trial failed");
    assertThat(status.work().lastError()).isNull();
    assertThat(StoredJson.write(status)).isEqualTo(done);
  }

  @Test
  void whatALaterVersionAddsIsPassedOver() throws IOException {
    String later = RUNNING.replace("\"host\"", "\"later\" : 1,\n  \"host\"");
    assertThat(Status.parse(later)).isEqualTo(Status.parse(RUNNING));
  }

  @Test
  void aNumberThatIsMissingIsAnError() {
    assertThatThrownBy(() -> Status.parse(RUNNING.replace("  \"pid\" : 12,\n", "")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("pid");
  }
}
