package org.gradientatlas.spark.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gradientatlas.SparkForTests;
import org.gradientatlas.report.live.LivePage;
import org.gradientatlas.report.live.LiveServer;
import org.gradientatlas.spark.SilentJobs;
import org.gradientatlas.study.file.StudyFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page of a study that runs meanwhile. */
@Timeout(300)
class LiveReportTest {
  private static final String STUDY =
      """
      study { name = growing, replicates = 2, seed = 5 }
      grid { depth = [2, 6], width = 10, activation = [tanh, relu] }
      data { classes = 3, features = 6, examples = 100 }
      training { steps = 4 }
      """;

  @TempDir Path home;

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final AtomicBoolean ended = new AtomicBoolean();

  private static String get(LiveServer server, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static JsonNode data(LiveServer server) throws Exception {
    String page = get(server, "");
    String start = "<script type=\"application/json\" id=\"data\">";
    int from = page.indexOf(start) + start.length();
    return new ObjectMapper().readTree(page.substring(from, page.indexOf("</script>", from)));
  }

  private static void awaitState(LiveServer server, String state, int version) throws Exception {
    while (server.page().version() < version || !server.page().state().equals(state)) {
      Thread.sleep(50);
    }
  }

  private void sweep(Path out, String... overrides) throws IOException {
    Path file = Files.writeString(home.resolve("growing.conf"), STUDY);
    SilentJobs.sweep(StudyFile.load(file, List.of(overrides)), out);
  }

  private static Map<String, FileTime> files(Path out) throws IOException {
    var times = new TreeMap<String, FileTime>();
    try (var walk = Files.walk(out)) {
      for (Path path : walk.toList()) {
        times.put(out.relativize(path).toString(), Files.getLastModifiedTime(path));
      }
    }
    return times;
  }

  @Test
  void waitsForTheFirstWaveThenShowsEachAndEndsWithAWord() throws Exception {
    Path out = home.resolve("out");
    try (LiveServer server = LiveServer.open(0, LiveReport.before("out"))) {
      var live = new LiveReport(SparkForTests.session(), out.toString(), server, told::add);
      var follower = new Thread(() -> live.until(ended::get), "follower");
      follower.start();
      while (told.isEmpty()) {
        Thread.sleep(50);
      }
      assertThat(told).containsExactly("Waiting: no run has begun yet.");
      assertThat(get(server, "")).contains("No network of this study has been trained yet.");
      assertThat(out).doesNotExist();

      sweep(out, "grid.depth=[2]");
      awaitState(server, "complete", 1);
      JsonNode first = data(server);
      assertThat(first.at("/live").asInt()).isEqualTo(server.page().version());
      assertThat(first.at("/cells/trials")).hasSize(2);
      assertThat(first.at("/changes/from")).hasSize(1);

      Map<String, FileTime> before = files(out);
      Thread.sleep(2500);
      assertThat(files(out)).as("looking changes nothing").isEqualTo(before);
      assertThat(out.resolve("diagnoses")).doesNotExist();

      int version = server.page().version();
      SilentJobs.summarize(out);
      awaitState(server, "complete", version + 1);
      JsonNode stored = data(server);
      assertThat(stored.at("/cells")).isEqualTo(first.at("/cells"));
      assertThat(stored.at("/changes")).isEqualTo(first.at("/changes"));
      assertThat(told.get(told.size() - 1)).isEqualTo("Complete: 4 of 4 trials.");

      ended.set(true);
      follower.join();
    }
  }

  @Test
  void whatCannotBeReadIsSaidAndReadOnceItCan() throws Exception {
    Path out = home.resolve("torn");
    sweep(out);
    Path manifest = out.resolve("_waves").resolve("wave-000001.json");
    String whole = Files.readString(manifest);
    Files.writeString(manifest, whole.substring(0, 20));
    try (LiveServer server = LiveServer.open(0, LiveReport.before("torn"))) {
      var live = new LiveReport(SparkForTests.session(), out.toString(), server, told::add);
      var follower = new Thread(() -> live.until(ended::get), "follower");
      follower.start();
      awaitState(server, "ended", 0);
      assertThat(server.page().message()).startsWith("Cannot be read now: ").contains("damaged");

      Files.writeString(manifest, whole);
      awaitState(server, "complete", 1);
      assertThat(data(server).at("/cells/trials")).hasSize(4);
      ended.set(true);
      follower.join();
    }
  }

  @Test
  void thePageBeforeAnythingIsKnownFollowsItsServer() {
    LivePage page = LiveReport.before("<b>");

    assertThat(page.html())
        .contains("connect-src 'self'", "&lt;b&gt;", "\"live\":0")
        .doesNotContain("<h1 id=\"title\"><b>");
  }
}
