package org.gradientatlas.study.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StudyKeysDocTest {
  private static final Path PAGE = Path.of("docs/reference/study-keys.md");

  /** With -Ddocs.write=true (scripts/docs) it writes the page instead. */
  @Test
  void thePageSaysWhatTheDefaultsAndTheReaderSay() throws IOException {
    String page = StudyKeysDoc.page();
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).as("run scripts/docs").isEqualTo(page);
  }

  @Test
  void everyKeyHasAMeaning() {
    assertThat(StudyKeysDoc.keys())
        .hasSizeGreaterThan(50)
        .allSatisfy(key -> assertThat(key.meaning()).as(key.path()).endsWith("."));
  }

  @Test
  void theKeysOfAClaimAreThoseThatTheReaderKnows() {
    String refusal = StudyKeysDoc.problems("claims = [{ nonsense = 1 }]").get(0).allowed();
    assertThat(refusal).startsWith("unknown key; known: claim, ");
    for (String name : refusal.replace("unknown key; known: ", "").split(", ")) {
      assertThat(StudyKeysDoc.page()).contains("\n| `" + name + "` | ");
    }
  }
}
