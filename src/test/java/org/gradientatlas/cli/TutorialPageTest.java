package org.gradientatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/guide/from-a-question-to-an-answer.md shows the study that it runs, and what is planned. */
class TutorialPageTest {
  private static final Path PAGE = Path.of("docs/guide/from-a-question-to-an-answer.md");
  private static final Path STUDY = Path.of("conf/studies/digits.conf");

  private static String block(String language) throws IOException {
    var fence = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL);
    var found = fence.matcher(Files.readString(PAGE));
    assertThat(found.find()).as(language).isTrue();
    return found.group(1);
  }

  @Test
  void thePageShowsTheStudy() throws IOException {
    assertThat(Files.readString(STUDY)).endsWith(block("hocon"));
  }

  @Test
  void thePlanIsWhatThePageSays() throws IOException {
    var out = new StringWriter();
    int code =
        Main.commandLine().setOut(new PrintWriter(out)).execute("plan", STUDY.toString(), "--data");
    assertThat(code).isEqualTo(ExitCode.DONE.code());
    String plan = out.toString().replace(Path.of("").toAbsolutePath() + "/", "");
    assertThat(plan.replaceAll(" +", " ")).contains(block("text").replaceAll(" +", " "));
    assertThat(plan).contains("digits: 108 trials in 36 cells").containsOnlyOnce("Note");
    assertThat(plan).containsPattern("vanishes +12\n").containsPattern("healthy +24\n");
  }
}
