package org.gradientatlas.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths as users type them. */
class LocationTest {
  private static final Configuration HADOOP = new Configuration();

  @TempDir Path scratch;

  /** Every printable ASCII character, and some beyond. */
  static Stream<String> names() {
    Stream<String> ascii =
        " !\"#$%&'()*+,-.0:;<=>?@A[\\]^_`{|}~".chars().mapToObj(c -> "x" + (char) c + "y");
    return Stream.of(
            ascii,
            Stream.of("10:00", ":", "-", "%", "%20", "a: b", "ü", "\uD83D\uDE80", "a\nb", " a "))
        .flatMap(names -> names);
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyCharacterStandsForItself(String name) throws IOException {
    Files.writeString(scratch.resolve(name), name);
    assertThat(read(scratch.resolve(name).toString())).isEqualTo(name);
    assertThat(read("file:" + scratch.resolve(name))).isEqualTo(name);
    assertThat(Location.path(name).toUri().getPath()).isIn(name, "./" + name);
    assertThat(Location.of(name, HADOOP).local())
        .isEqualTo(Path.of("").toAbsolutePath().resolve(name));
  }

  private static String read(String text) throws IOException {
    try (var in = Location.of(text, HADOOP).open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "hdfs://name:1/x, true",
    "s3a://bucket/x, true",
    "file:/x, true",
    "file:x, false",
    "10:00, false",
    "c:/x, false",
    "/x, false",
    "x, false",
    "x/hdfs://y, false"
  })
  void aSchemeNeedsTwoLettersAndASlash(String text, boolean address) {
    assertThat(Address.is(text)).isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hdfs://|hdfs:// cannot be reached: Incomplete HDFS URI, no host: hdfs:/",
        "foo://x/y|foo://x/y cannot be reached: No FileSystem for scheme \"foo\"",
        "s3a://bucket/x|s3a://bucket/x cannot be reached: its file system needs the class"
            + " org.apache.hadoop.fs.s3a.S3AFileSystem, which no jar here holds",
        "hdfs://no-such-host.invalid/x|hdfs://no-such-host.invalid/x cannot be reached: there is no"
            + " host no-such-host.invalid",
      })
  void whatIsNoPathOrHasNoFileSystemIsOneLine(String text, String message) {
    refuses(() -> Location.of(text, HADOOP), message);
  }

  @Test
  void nothingIsNoPath() {
    refuses(() -> Location.of("", HADOOP), "'' is no path");
  }

  private static void refuses(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(LocationException.class).hasMessage(message);
  }

  @Test
  void whatCannotBeOpenedSaysWhy() throws IOException {
    String root = scratch.toString();
    Files.createFile(scratch.resolve("file"));
    Files.createSymbolicLink(scratch.resolve("dangling"), scratch.resolve("nothing"));
    Files.createSymbolicLink(scratch.resolve("circle"), scratch.resolve("circle"));
    refuses(() -> read(root + "/none"), root + "/none does not exist");
    refuses(() -> read(root + "/dangling"), root + "/dangling does not exist");
    refuses(() -> read(root), root + " is a directory, not a file");
    refuses(() -> read(root + "/file/x"), root + "/file/x cannot be read: not a directory");
    refuses(
        () -> read(root + "/circle"),
        root
            + "/circle cannot be read: too many levels of symbolic links or unable to access"
            + " attributes of symbolic link");
    String tooLong = root + "/" + "x".repeat(256);
    refuses(() -> read(tooLong), tooLong + " cannot be read: file name too long");
  }

  @Test
  void aDirectoryThatIsReadableOrMissingHasNoObstacle() throws IOException {
    Path file = Files.createFile(scratch.resolve("file"));
    assertThat(Location.of(scratch.toString(), HADOOP).obstacle()).isEmpty();
    assertThat(Location.of(scratch + "/none", HADOOP).obstacle()).isEmpty();
    assertThat(Location.of(file.toString(), HADOOP).obstacle())
        .isEqualTo(file + " is a file, not a directory");
    assertThat(Location.of(file + "/x", HADOOP).obstacle())
        .isEqualTo(file + "/x cannot be read: not a directory");
  }

  @Test
  void aFileSystemThatIsDownIsNoFaultOfThePath() {
    var refused = new IOException("Call failed", new ConnectException("Connection refused"));
    assertThat(AccessFailure.isOutage(refused)).isTrue();
    assertThat(AccessFailure.of("hdfs://a/b", refused))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage("Connection refused");
    assertThat(AccessFailure.isOutage(new FileNotFoundException("x"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Permission denied", "Read-only file system", "No space left on device"})
  void theSystemsReasonIsKept(String reason) {
    assertThat(AccessFailure.reason(new FileNotFoundException("/a/b (c) (" + reason + ")")))
        .isEqualToIgnoringCase(reason);
  }

  @Test
  void aReasonIsFoundBelowOtherFailures() {
    var denied = new AccessDeniedException("/a");
    for (Exception outer :
        List.of(denied, new IOException(denied), new IllegalStateException("x", denied))) {
      assertThat(AccessFailure.reason(outer)).isEqualTo("permission denied");
    }
    assertThat(AccessFailure.reason(new IOException("one\ntwo"))).isEqualTo("one");
    assertThat(AccessFailure.reason(new IOException())).isEqualTo("IOException");
  }
}
