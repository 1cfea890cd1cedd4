package org.gradientatlas.spark.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user reads when the infrastructure has failed. */
class OutageMessageTest {
  private static final String LOST =
      "Job aborted due to stage failure: Task 0 in stage 1.0 failed 4 times, most recent failure:"
          + " Lost task 0.3 in stage 1.0 (TID 3) (10.0.0.7 executor ";

  private static String line(Throwable failure) {
    return OutageMessage.of(failure).orElse("");
  }

  @Test
  void memoryThatRanOutNamesWhereAndWhatToRaise() {
    String driver =
        "memory ran out in the driver (Java heap space): raise spark.driver.memory, for example"
            + " with -- --driver-memory 4g";
    assertThat(line(new IllegalStateException(new OutOfMemoryError("Java heap space"))))
        .isEqualTo(driver);
    String task = "): java.lang.OutOfMemoryError: Java heap space\n\tat java.base/x";
    assertThat(line(new SparkException(LOST + "driver" + task))).isEqualTo(driver);
    assertThat(line(new SparkException(LOST + "3" + task)))
        .isEqualTo(
            "memory ran out in executor 3 (Java heap space): raise spark.executor.memory, for"
                + " example with -- --executor-memory 4g");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Command exited with code 52",
        "\nThe executor with id 3 exited with exit code 52(unexpected).",
        "Container from a bad node: container_1 on host: h. Exit status: 52. Diagnostics: none"
      })
  void anExecutorThatDiedOfItIsTold(String reason) {
    String lost = "3): ExecutorLostFailure (executor 3 exited caused by one of the running tasks)";
    assertThat(line(new SparkException(LOST + lost + " Reason: " + reason)))
        .startsWith("memory ran out in executor 3 (exit code 52): raise spark.executor.memory");
  }

  @Test
  void otherExecutorsThatDiedAreToldAsSparkTellsThem() {
    String lost =
        LOST
            + "3): ExecutorLostFailure (executor 3 exited caused by one of the running tasks)"
            + " Reason: Command exited with code 137";
    assertThat(line(new SparkException(lost))).isEqualTo(lost);
  }
}
