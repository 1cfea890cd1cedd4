package org.gradientatlas.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gradientatlas.problem.InvalidStudyException;
import org.gradientatlas.study.file.StudyFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyTest {
  private static final Path STUDIES = Path.of("src/test/resources/studies");

  @TempDir Path directory;

  @Test
  void theResolvedTextLoadsAsAnEqualStudy() throws IOException {
    Study study = StudyFile.load(STUDIES.resolve("small.conf"), List.of("training.steps=30"));
    Path copy = Files.writeString(directory.resolve("study.conf"), study.render());

    Study again = StudyFile.load(copy, List.of());

    assertThat(again).isEqualTo(study);
    assertThat(again.render()).isEqualTo(study.render());
    assertThat(again.grid().kept().toArray()).isEqualTo(study.grid().kept().toArray());
    assertThat(again.grid().trial(5)).isEqualTo(study.grid().trial(5));
  }

  @Test
  void allProblemsAreReportedTogether() {
    assertThatThrownBy(() -> StudyFile.load(STUDIES.resolve("five-mistakes.conf"), List.of()))
        .isInstanceOf(InvalidStudyException.class)
        .hasMessageContaining("5 problems")
        .hasMessageContaining("grid.detph (line 3): detph: unknown key; did you mean depth?")
        .hasMessageContaining("study.replicates (line 1): 0: must be a whole number of at least 1")
        .hasMessageContaining("grid.width (line 4): 0: must be a whole number of at least 1")
        .hasMessageContaining(
            "grid.activation (line 5): sigmiod: unknown activation; did you mean sigmoid?")
        .hasMessageContaining(
            "exclude (line 7): initialiser: unknown column; did you mean initializer?");
  }

  @Test
  void aStudyOfLabelsThatNothingTellsSaysSo() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("noise.conf"),
            """
            study.name = noise
            grid { architecture = [dense, "recurrent(tanh)"], depth = 2, width = 8 }
            data { type = sequence, features = 4, classes = 3, examples = 100, time-steps = 5 }
            training { steps = 5, jacobian-examples = 2 }
            """);

    assertThat(StudyFile.load(file, List.of()).notes())
        .anyMatch(note -> note.startsWith("data.type = sequence is noise"))
        .anyMatch(note -> note.startsWith("training.jacobian-examples measures dense networks"))
        .hasSize(2);
    assertThat(StudyFile.load(file, List.of("training.steps=0", "grid.architecture=dense")).notes())
        .isEmpty();
  }
}
