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
}
