package org.gradientatlas.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.LongStream;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.study.file.StudyFile;
import org.junit.jupiter.api.Test;

class GridTest {
  private static final String TEXT =
      """
      study.replicates = 3
      grid {
        depth = [2, 4, 8], width = [8, 16]
        initializer = [{ type = normal, sd = [0.5, 1] }, he-normal], activation = [relu, sigmoid]
        clip = [none, { type = value, threshold = 0.5 }, { type = global-norm, threshold = 2 }]
        learning-rate = [0.01, 0.1], bias = [true, false], training.steps = [5, 7]
        data.noise = [0.5, 1]
      }
      """;

  /** Nested loops, the first axis outermost: what the mixed radix must number the same way. */
  @Test
  void trialsAreNumberedLikeNestedLoops() {
    Grid grid = Studies.of(TEXT).grid();
    List<String> expected = new ArrayList<>();
    for (int depth : new int[] {2, 4, 8}) {
      for (int width : new int[] {8, 16}) {
        for (String initializer : List.of("normal(0.5)", "normal(1)", "he-normal")) {
          for (String activation : List.of("relu", "sigmoid")) {
            for (String clip : List.of("none", "value(0.5)", "global-norm(2)")) {
              for (double rate : new double[] {0.01, 0.1}) {
                for (boolean bias : new boolean[] {true, false}) {
                  for (int steps : new int[] {5, 7}) {
                    for (double noise : new double[] {0.5, 1}) {
                      for (int replicate = 0; replicate < 3; replicate++) {
                        expected.add(
                            List.of(
                                    depth,
                                    width,
                                    initializer,
                                    activation,
                                    clip,
                                    rate,
                                    bias,
                                    steps,
                                    noise,
                                    replicate)
                                .toString());
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }

    assertThat(grid.size()).isEqualTo(expected.size());
    assertThat(LongStream.range(0, grid.size()).mapToObj(i -> settings(grid.trial(i))))
        .containsExactlyElementsOf(expected);
    assertThatThrownBy(() -> grid.trial(grid.size()))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining(String.valueOf(grid.size()));
  }

  private static String settings(Trial t) {
    var data = (DataSpec.GaussianPrototypes) t.data();
    return List.of(
            t.network().depth(),
            t.network().width(),
            t.network().initializer().label(),
            t.network().activation().label(),
            t.descent().clip().label(),
            t.descent().learningRate(),
            t.network().bias(),
            t.training().steps(),
            data.noise(),
            t.identity().replicate())
        .toString();
  }

  @Test
  void predicatesExcludeWhatTheSameRuleInJavaDoes() {
    excludes(
        "depth > 2 AND activation = 'sigmoid'",
        (t, n) -> t.network().depth() > 2 && is(t, "sigmoid"));
    excludes(
        "initializer LIKE 'normal%'",
        (t, n) -> t.network().initializer().label().startsWith("normal"));
    excludes(
        "initializer = 'normal(0.5)'",
        (t, n) -> t.network().initializer().label().equals("normal(0.5)"));
    excludes("clip_threshold < 1", (t, n) -> t.descent().clip().type() == ClipRule.VALUE);
    excludes("clip_threshold IS NULL", (t, n) -> t.descent().clip().type() == ClipRule.NONE);
    excludes(
        "clip_kind IN ('value', 'none') AND NOT bias",
        (t, n) -> t.descent().clip().type() != ClipRule.GLOBAL_NORM && !t.network().bias());
    excludes(
        "learning_rate * depth BETWEEN 0.05 AND 0.3",
        (t, n) ->
            t.descent().learningRate() * t.network().depth() >= 0.05
                && t.descent().learningRate() * t.network().depth() <= 0.3);
    excludes(
        "replicate = 2 OR Training_Steps = 7 -- a comment",
        (t, n) -> t.identity().replicate() == 2 || t.training().steps() == 7);
    excludes(
        "CASE WHEN width = 8 THEN data_noise > 0.7 ELSE abs(depth - 4) = 4 END",
        (t, noise) -> t.network().width() == 8 ? noise > 0.7 : t.network().depth() == 8);
    excludes(
        "batch_size = 64 AND precision = 'float32' AND data_type = 'gaussian-prototypes'"
            + " AND data_turns IS NULL AND width::DOUBLE / 2 < sqrt(17)",
        (t, n) -> t.training().precision() == Precision.FLOAT32 && t.network().width() == 8);
  }

  private static boolean is(Trial trial, String activation) {
    return trial.network().activation().label().equals(activation);
  }

  private static void excludes(String predicate, BiPredicate<Trial, Double> rule) {
    Grid grid = Studies.of(TEXT + "exclude = [\"" + predicate + "\"]").grid();
    long[] expected =
        LongStream.range(0, grid.size())
            .filter(
                i -> {
                  Trial trial = grid.trial(i);
                  return !rule.test(trial, ((DataSpec.GaussianPrototypes) trial.data()).noise());
                })
            .toArray();
    assertThat(grid.kept().toArray()).as(predicate).isEqualTo(expected);
    assertThat(grid.keptCount()).isEqualTo(expected.length).isBetween(1L, grid.size() - 1);
    long gone = grid.size() - expected.length;
    assertThat(grid.exclusions()).containsExactly(new Exclusion(predicate, gone, gone));
  }

  @Test
  void eachPredicateIsToldWhatItAddedToThoseBefore() {
    Grid grid =
        Studies.of(
                "study.replicates = 2, grid.depth = \"1..10\"\n"
                    + "exclude = [depth <= 4, depth <= 6, depth = 11]"
                        .replaceAll("(depth [^,\\]]+)", "\"$1\""))
            .grid();

    assertThat(grid.exclusions())
        .containsExactly(
            new Exclusion("depth <= 4", 8, 8),
            new Exclusion("depth <= 6", 12, 4),
            new Exclusion("depth = 11", 0, 0));
    assertThat(grid.kept()).hasSize(8);
  }

  @Test
  void equalValuesOfAnAxisAreTrainedOnce() {
    Grid grid =
        Studies.of(
                "study.replicates = 2\n"
                    + "grid { depth = [2, 2.0, 4], activation = [leaky-relu, \"leaky-relu(0.01)\"]"
                    + ", data.noise = [1, 0.5, 1] }")
            .grid();

    assertThat(grid.cells()).isEqualTo(4);
    assertThat(grid.duplicates()).isEqualTo((3 * 2 * 3 - 4) * 2);
  }

  @Test
  void eachTypeOfDataHasItsOwnKeys() {
    Study study =
        Studies.of(
            "study.replicates = 1, data.examples = 512\n"
                + "grid { data.type = [gaussian-prototypes, spirals], data.features = [4, 8] }");
    Grid grid = study.grid();

    assertThat(LongStream.range(0, grid.size()).mapToObj(i -> grid.trial(i).data()))
        .containsExactly(
            new DataSpec.GaussianPrototypes(10, 4, 512, 1.0, 0.2, true),
            new DataSpec.GaussianPrototypes(10, 8, 512, 1.0, 0.2, true),
            new DataSpec.Spirals(2, 512, 1.0, 0.05, 0.2, true));
    assertThat(grid.extraAxes()).contains("data_type", "data_features", "data_turns");
    assertThat(grid.extras(1)).containsEntry("data_features", "8").doesNotContainKey("data_turns");
    assertThat(grid.extras(2)).containsEntry("data_turns", "1").doesNotContainKey("data_features");
    assertThat(Studies.of(study.render())).isEqualTo(study);
  }

  @Test
  void storedDataIsFoundBesideTheStudyFile() {
    Study study =
        StudyFile.load(
            Path.of("src/test/resources/studies/small.conf"),
            List.of(
                "grid.data={}",
                "exclude=[]",
                "data={type=csv, path=../a.csv, features=[x,\"y z\"], label=t}"));
    String absolute = Path.of("src/test/resources/a.csv").toAbsolutePath().toString();

    assertThat(study.grid().trial(0).data())
        .isEqualTo(
            new DataSpec.Table(
                DataSpec.Format.CSV, absolute, List.of("x", "y z"), "t", true, 0.2, true));
    assertThat(study.render()).contains("path = \"../a.csv\"", "features = [\"x\", \"y z\"]");
    Study remote = Studies.of("data { type = libsvm, path = \"hdfs://host/a\" }");
    assertThat(remote.grid().trial(0).data())
        .isEqualTo(
            new DataSpec.Table(
                DataSpec.Format.LIBSVM, "hdfs://host/a", List.of(), "label", true, 0.2, true));
  }

  @Test
  void aGridIsSmallWhenSent() throws Exception {
    Grid grid =
        StudyFile.load(Path.of("src/test/resources/studies/million.conf"), List.of()).grid();
    var bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(grid);

    assertThat(bytes.size()).isLessThan(200_000);
    Grid copy =
        (Grid) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    assertThat(copy.trial(123_456)).isEqualTo(grid.trial(123_456));
    assertThat(copy.kept().sum()).isEqualTo(grid.kept().sum());
  }

  @Test
  void noTwoTrialsShareAnId() {
    Grid grid = Studies.of(TEXT).grid();
    var ids = new HashSet<String>();

    grid.kept()
        .forEach(
            i -> assertThat(ids.add(grid.trial(i).identity().id())).as("trial %d", i).isTrue());
  }
}
