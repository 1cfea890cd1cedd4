package org.gradientatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Which job takes which study is decided before Spark starts. */
class TrainCommandTest {
  private static final String DATA_PARALLEL =
      """
      study { name = workers }
      grid { depth = 2, train { workers = [1, 2] } }
      training.engine = dl4j-spark
      """;
  private static final String BOTH =
      """
      study { name = both }
      grid = [ { depth = 2, train { workers = [1, 2] }, training.engine = dl4j-spark }, { depth = 4 } ]
      """;

  private final StringWriter said = new StringWriter();
  @TempDir Path scratch;

  /** What a command says when it refuses a study. */
  private String refusal(String command, Path study) {
    Path out = scratch.resolve("out");
    CommandLine line = Main.commandLine();
    line.setErr(new PrintWriter(said, true));
    assertThat(line.execute(command, study.toString(), "--out", out.toString())).isEqualTo(2);
    assertThat(out).doesNotExist();
    return said.toString();
  }

  private Path study(String text) throws Exception {
    return Files.writeString(scratch.resolve("study.conf"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"study", "sweep"})
  void jobsOfTrialsNameTheJobThatTakesWorkers(String command) throws Exception {
    assertThat(refusal(command, study(DATA_PARALLEL)))
        .contains("workers: 1 problem")
        .contains("training.engine: dl4j-spark is for jobs/train STUDY --out DIR");
    assertThat(refusal(command, study(BOTH))).contains("both: 1 problem");
  }

  @Test
  void workersNeedTheirEngineInEveryBlock() throws Exception {
    assertThat(refusal("train", Path.of("conf/studies/quickstart.conf")))
        .contains("quickstart: 1 problem")
        .contains("training.engine: jobs/train takes dl4j-spark in every block");
    assertThat(refusal("train", study(BOTH))).contains("both: 1 problem", "in every block");
  }

  @Test
  void workersWithoutTheirEngineAreNamedOneByOne() throws Exception {
    assertThat(
            refusal(
                "train",
                study(
                    """
                    study { name = forgotten }
                    grid { depth = 2, train { workers = [1, 2], averaging-frequency = 4 } }
                    """)))
        .contains("2 problems")
        .contains("grid.train.workers (line 2): is for jobs/train: set training.engine")
        .contains("grid.train.averaging-frequency (line 2): is for jobs/train");
  }

  @Test
  void whatTheEngineLacksIsNamedAllAtOnce() throws Exception {
    assertThat(
            refusal(
                "train",
                study(
                    """
                    study { name = remedies }
                    grid {
                      depth = 2, normalization = [none, layer], residual = rezero, batch-size = 16
                      train { workers = [0, 2], averaging-frequency = -1 }
                    }
                    training.engine = dl4j-spark
                    """)))
        .contains("5 problems")
        .contains("grid.normalization (line 3): layer: engine dl4j-spark has no such normalization")
        .contains("grid.residual (line 3): rezero: engine dl4j-spark has no such residual")
        .contains("grid.batch-size (line 3): engine dl4j-spark takes train.batch-size-per-worker")
        .contains("grid.train.workers (line 4): 0: must be a whole number of at least 1")
        .contains("grid.train.averaging-frequency (line 4): -1: must be");
  }
}
