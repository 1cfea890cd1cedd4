package org.gradientatlas.spark.session;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  private static final String GONE =
      "/tmp/blockmgr-0d3bd4ac-2a6b-4b8f-9d4e-0123456789ab/38/shuffle_0_0_0.data";

  private static final String EXPLAINED =
      "a file of Spark's working directory is gone: " + GONE + " (spark.local.dir)";

  /** As Java throws them, with nothing but a path. */
  @Test
  void aFileOfSparkThatIsGoneIsNoBarePath() throws Exception {
    assertThat(line(new NoSuchFileException(GONE))).isEqualTo(EXPLAINED);
    assertThat(line(new FileNotFoundException(GONE + " (No such file or directory)")))
        .isEqualTo(EXPLAINED);
    assertThat(line(new UncheckedIOException(new IOException(new NoSuchFileException(GONE)))))
        .isEqualTo(EXPLAINED);
    String task = LOST + "1): java.nio.file.NoSuchFileException: " + GONE + "\n\tat java.base/x";
    assertThat(line(new SparkException(task))).isEqualTo(LOST + "1): " + EXPLAINED);
  }

  /** What this JVM's own file system throws. */
  @Test
  void aFailureOfAFileSystemSaysWhatIsWrongWithThePath(@TempDir Path directory) throws Exception {
    Path missing = directory.resolve("missing");
    Path file = Files.writeString(directory.resolve("file"), "text");
    assertThat(failure(() -> Files.readString(missing))).isEqualTo(missing + " does not exist");
    assertThat(failure(() -> Files.createDirectory(file))).isEqualTo(file + " exists already");
    assertThat(failure(() -> Files.move(file, directory, REPLACE_EXISTING)))
        .isEqualTo(directory + " is a directory that is not empty");
    assertThat(line(new NotDirectoryException("/file"))).isEqualTo("/file is not a directory");
    assertThat(failure(() -> Files.readString(file.resolve("below"))))
        .isEqualTo(file.resolve("below") + ": Not a directory");
    assertThat(failure(() -> new FileInputStream(missing.toFile())))
        .isEqualTo(missing + " does not exist");
    assertThat(line(new AccessDeniedException("/secret")))
        .isEqualTo("/secret cannot be accessed: permission denied");
    assertThat(line(new FileNotFoundException("/secret (Permission denied)")))
        .contains("/secret", "ermission denied")
        .doesNotContain("does not exist");
  }

  private static String failure(Callable<?> code) {
    try {
      return "no failure but " + code.call();
    } catch (Exception e) {
      return line(e);
    }
  }

  @Test
  void aFailureWithoutAMessageSaysWhatHappened() {
    assertThat(line(new ClosedChannelException()))
        .isEqualTo("a connection or a file was closed while in use");
    assertThat(line(new AsynchronousCloseException()))
        .isEqualTo("a connection or a file was closed while in use");
    assertThat(line(new EOFException())).isEqualTo("a file or a connection ended early");
    assertThat(line(new SocketTimeoutException("Read timed out")))
        .isEqualTo("no answer in time: Read timed out");
    assertThat(line(new UnknownHostException("nn1"))).isEqualTo("unknown host: nn1");
    assertThat(line(new IOException())).isEqualTo("IOException without a message");
    assertThat(line(new IOException(new ClosedChannelException())))
        .isEqualTo("a connection or a file was closed while in use");
    assertThat(line(new SparkException(LOST + "1): java.nio.channels.ClosedChannelException")))
        .isEqualTo(LOST + "1): a connection or a file was closed while in use");
  }

  @Test
  void ofAServersStackTraceOneLineIsTold() {
    String safeMode = "Cannot create file/out/_LOCK. Name node is in safe mode.";
    assertThat(
            line(
                new RemoteException(
                    "org.apache.hadoop.hdfs.server.namenode.SafeModeException",
                    safeMode + "\n\tat org.apache.hadoop.hdfs.server.namenode.FSNamesystem.x")))
        .isEqualTo(safeMode);
    String refused = "Call From a/1.2.3.4 to b:8020 failed on connection exception: refused";
    String advice = ";  For more details see:  http://wiki.apache.org/hadoop/ConnectionRefused";
    assertThat(line(new ConnectException(refused + advice))).isEqualTo(refused);
  }
}
