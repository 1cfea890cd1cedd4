package org.gradientatlas.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gradientatlas.problem.InvalidStudyException;
import org.gradientatlas.problem.UnreadableTextException;
import org.gradientatlas.storage.Address;
import org.gradientatlas.storage.CountedFileSystem;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.file.RuleSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that a command line names, wherever they are. */
class UserFileTest {
  private static final String STUDY =
      """
      study.name = far
      grid { depth = [2, 4], loss = mse }
      data { type = csv, path = ../m.csv, features = [x], label = y, classification = false }
      """;

  @TempDir Path home;

  @BeforeAll
  static void register() {
    CountedFileSystem.register();
  }

  @AfterAll
  static void unregister() {
    CountedFileSystem.unregister();
  }

  private String elsewhere(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    return CountedFileSystem.address(Files.writeString(file, text));
  }

  @Test
  void aStudyElsewhereIsTheOneHereAndItsDataLieBesideIt() throws Exception {
    String address = elsewhere("studies/s.conf", STUDY);
    Study far = GradientAtlas.load(address, "grid.depth=[8]");
    Study near = GradientAtlas.load(home + "/studies/s.conf", "grid.depth=[8]");
    assertThat(far).isEqualTo(near);
    assertThat(far.grid().trial(0).data().toString()).contains("path=counted:" + home + "/m.csv");
    assertThat(near.grid().trial(0).data().toString()).contains("path=" + home + "/m.csv");
    Study local = GradientAtlas.load("file://" + home + "/studies/s.conf", "grid.depth=[8]");
    assertThat(local.grid().trial(0).data()).isEqualTo(near.grid().trial(0).data());
  }

  @Test
  void rulesMayBeElsewhere() throws Exception {
    String address = elsewhere("rules.conf", "rules.poor-init.ratio = 31");
    assertThat(RuleSettings.load(UserFile.of(address), List.of()))
        .containsEntry("poor-init.ratio", 31.0);
  }

  @Test
  void aStudyElsewhereLeadsNowhereElse() throws Exception {
    String other = elsewhere("other.conf", "study.seed = 3");
    String address = elsewhere("s.conf", "include url(\"" + other + "\")");
    assertThatThrownBy(() -> GradientAtlas.load(address))
        .isInstanceOf(InvalidStudyException.class)
        .hasMessageContaining("include");
    assertThat(CountedFileSystem.bytes(home)).isEqualTo(Files.size(home.resolve("s.conf")));
  }

  @Test
  void noMoreIsReadThanAnyoneWrites() throws Exception {
    CountedFileSystem.reset();
    String address = elsewhere("large.conf", "#".repeat(40 << 20));
    assertThatThrownBy(() -> GradientAtlas.load(address))
        .isInstanceOf(InvalidStudyException.class)
        .hasMessageContaining(address + ": is larger than 16 MiB");
    assertThat(CountedFileSystem.bytes(home)).isLessThan(17 << 20);
  }

  @Test
  void whatCannotBeReadIsNamedInOneLine() {
    String missing = CountedFileSystem.address(home.resolve("none.conf"));
    assertThatThrownBy(() -> GradientAtlas.load(missing))
        .isInstanceOf(InvalidStudyException.class)
        .hasMessage(missing + ": 1 problem\n  " + missing + ": does not exist");
    String directory = CountedFileSystem.address(home);
    assertThatThrownBy(() -> GradientAtlas.load(directory))
        .hasMessageContaining(directory + ": is a directory, not a file");
    assertThatThrownBy(() -> GradientAtlas.load("a\0b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a\\0b is no path");
  }

  @Test
  void aWebServerIsReadAndItsRefusalsAreExplained() throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Map<String, Integer> answers = Map.of("/s.conf", 200, "/n", 404, "/f", 403, "/o", 503);
    server.createContext(
        "/",
        exchange -> {
          byte[] text = "study.name = web".getBytes(UTF_8);
          exchange.sendResponseHeaders(
              answers.getOrDefault(exchange.getRequestURI().getPath(), 500), text.length);
          exchange.getResponseBody().write(text);
          exchange.close();
        });
    server.start();
    try {
      String host = "http://127.0.0.1:" + server.getAddress().getPort();
      assertThat(GradientAtlas.load(host + "/s.conf").name()).isEqualTo("web");
      assertThatThrownBy(() -> UserFile.of(host + "/n").read())
          .isInstanceOf(UnreadableTextException.class)
          .hasMessage("does not exist");
      assertThatThrownBy(() -> UserFile.of(host + "/f").read())
          .isInstanceOf(UnreadableTextException.class)
          .hasMessage("cannot be read: the web server answers 403");
      assertThatThrownBy(() -> UserFile.of(host + "/o").read())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageEndingWith(host + "/o cannot be reached: the web server answers 503");
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "hdfs://h:1/a/b, c.csv, hdfs://h:1/a/b/c.csv",
    "hdfs://h:1/a/b, ../c/./d.csv, hdfs://h:1/a/c/d.csv",
    "hdfs://h/, c.csv, hdfs://h/c.csv",
    "https://h, c.csv, https://h/c.csv",
    "counted:/a, ../../c.csv, counted:/c.csv",
    "s3a://bucket/a, /data/c.csv, /data/c.csv"
  })
  void relativePathsStartAtTheDirectory(String directory, String path, String expected) {
    assertThat(Address.resolve(directory, path)).isEqualTo(expected);
  }
}
