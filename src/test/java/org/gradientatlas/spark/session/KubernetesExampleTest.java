package org.gradientatlas.spark.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gradientatlas.study.file.StudyFile;
import org.junit.jupiter.api.Test;

/** What conf/kubernetes.yaml repeats is as it is elsewhere, and its study loads. */
class KubernetesExampleTest {
  private static final Path EXAMPLE = Path.of("conf/kubernetes.yaml");

  /** What the operator says in fields of its own, and what concerns other clusters. */
  private static final Pattern ELSEWHERE =
      Pattern.compile("spark\\.(master|yarn\\..*|(driver|executor)\\.memory(Overhead)?)");

  /** The lines below a key that are indented further, without that indentation. */
  private static String below(String key) throws Exception {
    Pattern section = Pattern.compile("(?m)^( *)" + key + ":.*\n((?:\\1  .*\n)+)");
    Matcher found = section.matcher(Files.readString(EXAMPLE));
    assertThat(found.find()).as(key).isTrue();
    return found.group(2).stripIndent();
  }

  /** Settings by their keys; a key ends at a blank or a colon. */
  private static Map<String, String> settings(String text) throws Exception {
    var properties = new Properties();
    properties.load(new StringReader(text));
    return properties.stringPropertyNames().stream()
        .collect(
            Collectors.toMap(
                key -> key,
                key -> properties.getProperty(key).replace("\"", "").strip(),
                (first, second) -> first,
                TreeMap::new));
  }

  @Test
  void itsSettingsAreTheDefaults() throws Exception {
    Map<String, String> defaults = settings(Files.readString(Path.of("conf/spark-defaults.conf")));
    defaults.keySet().removeIf(ELSEWHERE.asMatchPredicate());
    assertThat(settings(below("sparkConf"))).isNotEmpty().containsAllEntriesOf(defaults);
  }

  @Test
  void itsSparkIsTheOneThatTheTestsRunOn() throws Exception {
    String version =
        Pattern.compile("<spark.version>(.*)</spark.version>")
            .matcher(Files.readString(Path.of("pom.xml")))
            .results()
            .map((MatchResult found) -> found.group(1))
            .findFirst()
            .orElseThrow();
    assertThat(settings(Files.readString(EXAMPLE))).containsEntry("sparkVersion", version);
  }

  @Test
  void itsStudyLoads() throws Exception {
    assertThat(StudyFile.parse(below("study.conf")).grid().size()).isEqualTo(18);
  }
}
