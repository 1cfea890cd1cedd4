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

  @Test
  void attentionThatFillsTheMemorySaysSo() {
    String study =
        """
        grid { architecture = transformer, depth = 1, width = 8, batch-size = 16 }
        data { type = sequence, time-steps = %d, features = 4, classes = 3, examples = 100 }
        training.steps = 0
        """;

    assertThat(StudyFile.parse(study.formatted(20_000)).notes())
        .containsExactly(
            "a transformer of depth 1 with heads = 1, batch-size = 16 and 20000 time steps keeps 25.6"
                + " GB of attention weights in memory: depth x batch-size x heads x time steps^2 x 4"
                + " bytes. Lower one of them if a machine has less for each trial.");
    assertThat(StudyFile.parse(study.formatted(5_000)).notes()).isEmpty();
    assertThat(
            StudyFile.parse(
                    study.formatted(5_000) + "grid { depth = 2, training.precision = float64 }")
                .notes())
        .hasSize(1);
  }

  @Test
  void convolutionsOverOnePlaceSaySo() {
    String study =
        """
        grid { architecture = { type = convolution, stride = %d }, depth = [2, %d], width = 8 }
        data { type = images, height = 8, width = 8, classes = 3, examples = 200 }
        """;

    assertThat(StudyFile.parse(study.formatted(2, 20)).notes())
        .containsExactly(
            "convolution(stride=2) at depth 20: 8 x 8 places are one from layer 3 on; the layers above"
                + " read it alone, as dense layers do.");
    assertThat(StudyFile.parse(study.formatted(2, 5)).notes()).isEmpty();
    assertThat(StudyFile.parse(study.formatted(1, 20)).notes()).isEmpty();
  }

  @Test
  void aTruncationThatCutsSomeLengthsAloneSaysSo() {
    String study =
        """
        grid { architecture = "recurrent(tanh,truncation=20)", depth = 1, width = 8, data.time-steps = [%s] }
        data { type = sequence, features = 4, classes = 3, examples = 100 }
        training.steps = 0
        """;

    assertThat(StudyFile.parse(study.formatted("10, 40")).notes())
        .containsExactly(
            "recurrent(tanh,truncation=20) cuts nothing of 10 time steps: these trials are those of"
                + " truncation = 0.");
    assertThat(StudyFile.parse(study.formatted("30, 40")).notes()).isEmpty();
  }
}
