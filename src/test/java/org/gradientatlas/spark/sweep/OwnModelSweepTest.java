package org.gradientatlas.spark.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientatlas.SparkForTests;
import org.gradientatlas.problem.InvalidStudyException;
import org.gradientatlas.query.StudyDatabase;
import org.gradientatlas.study.file.StudyFile;
import org.gradientatlas.train.dl4j.own.OwnModels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies of the user's own networks, from their files to the tables. */
class OwnModelSweepTest {
  private static final String STUDY =
      """
      study { name = own, replicates = 2, seed = 1 }
      grid = [
        { architecture = "own(stack.zip)", depth = 2, width = 5, clip = [none, "global-norm(0.1)"] }
        { architecture = { type = own, model = skip.json, weights = grid, activations = grid }
          depth = 2, width = 5, initializer = [he-normal, orthogonal], activation = [relu, tanh] }
        { architecture = dense, depth = 2, width = 5 }
      ]
      data { classes = 3, features = 4, examples = 120 }
      training { steps = 5, engine = dl4j, record = every }
      """;

  private static SparkSession spark;
  @TempDir Path scratch;

  @BeforeAll
  static void startSpark() {
    spark = SparkForTests.session();
  }

  @BeforeEach
  void writeModels() throws IOException {
    var stack = new MultiLayerNetwork(OwnModels.dense(4, 3));
    stack.init();
    Files.write(scratch.resolve("stack.zip"), OwnModels.zip(stack, false));
    Files.writeString(scratch.resolve("skip.json"), OwnModels.skip(4, 3).toJson());
  }

  private SweepResult run(String text, String out) throws IOException {
    Path file = scratch.resolve("study.conf");
    Files.writeString(file, text);
    var console =
        new Console(
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), false);
    SweepOptions options = SweepOptions.into(scratch.resolve(out).toString()).telling(console);
    return new Sweep(spark, StudyFile.load(file, List.of()), new TrialParallel(), options).run();
  }

  @Test
  void theirRowsAreWholeAndTheSameInEveryRun() throws Exception {
    var done = (SweepResult.Done) run(STUDY, "out");
    assertThat(done.trained()).isEqualTo(2 * (2 + 4 + 1));
    assertThat(done.failed()).isZero();
    assertThat(((SweepResult.Done) run(STUDY, "out")).trained()).as("nothing is left").isZero();
    run(STUDY, "again");
    String rows =
        "SELECT sum(hash(architecture, replicate, layer, tensor, step, fan_in, grad_w_l2,"
            + " grad_w_mean, grad_w_max, delta_rms)::HUGEINT % 1000003) FROM layers";
    try (var first = new StudyDatabase(scratch.resolve("out"));
        var second = new StudyDatabase(scratch.resolve("again"))) {
      assertThat(first.number(rows)).isEqualTo(second.number(rows));
      assertThat(
              first.number(
                  "SELECT count(*) FROM layers WHERE architecture = 'own(stack.zip)' AND phase ="
                      + " 'train' AND delta_rms IS NOT NULL"))
          .as("2 clips, 2 replicates, 5 steps, 3 weights")
          .isEqualTo(2 * 2 * 5 * 3);
      assertThat(
              first.number(
                  "SELECT count(DISTINCT weight_l2) FROM layers WHERE architecture ="
                      + " 'own(stack.zip)' AND phase = 'probe' AND layer = 1 AND tensor = 'W'"))
          .as("replicates start from the file's weights")
          .isEqualTo(1);
    }
  }

  @Test
  void allProblemsAreToldAndNothingIsWritten() throws Exception {
    String wrong =
        STUDY
            .replace("stack.zip)\", depth = 2", "stack.zip)\", depth = 3")
            .replace("weights = grid, ", "")
            .replace("initializer = [he-normal, orthogonal], ", "")
            .replace("features = 4", "features = 6");
    var refused = (SweepResult.Refused) run(wrong, "new");
    assertThat(refused.why().lines())
        .containsExactlyInAnyOrder(
            "stack.zip has 2 hidden layers with parameters, the widest of 5 units or channels: its"
                + " block of grid must have depth = 2 and width = 5, not 3 and 5",
            "stack.zip does not take the data, lists of 6 numbers: layer 1 takes 4 numbers, and"
                + " gets 6",
            "skip.json has no weights: give a zip that Deeplearning4j saved, or weights = grid",
            "skip.json does not take the data, lists of 6 numbers: below takes 4 numbers, and gets"
                + " 6");
    assertThat(scratch.resolve("new")).doesNotExist();
    assertThat(((SweepResult.Refused) run(STUDY.replace("stack.zip", "stak.zip"), "new")).why())
        .contains("stak.zip does not exist; the nearest is 'stack.zip'");
  }

  @Test
  void whatTheFileDecidesCannotVary() {
    String varied =
        STUDY.replace(
            "depth = 2, width = 5, clip",
            "depth = [2, 3], width = 5, bias = [true, false], initializer = [he-normal,"
                + " orthogonal], clip");
    assertThat(
            org.assertj.core.api.Assertions.catchThrowableOfType(
                    InvalidStudyException.class, () -> run(varied, "new"))
                .getMessage()
                .lines()
                .filter(line -> line.contains("has its own, in its file")))
        .hasSize(3);
  }

  @Test
  void aModelThatChangesBetweenTwoRunsIsAConflict() throws Exception {
    String small =
        STUDY.replaceAll(
            "(?s), clip = .*?\\n  \\{ architecture = dense", " }\n  { architecture = dense");
    run(small, "out");
    var other = new ComputationGraph(OwnModels.skip(4, 3));
    other.init();
    Files.write(scratch.resolve("stack.zip"), OwnModels.zip(other, false));
    assertThat(run(small, "out").toString()).contains("stack.zip");
  }
}
