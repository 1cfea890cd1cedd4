package org.gradientatlas.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.data.DataSpec;
import org.junit.jupiter.api.Test;

/** A grid that is a list of blocks: the union of what each block is alone. */
class UnionTest {
  private static final String REST =
      """
      study { name = u, replicates = 2 }
      training.steps = 7
      data { classes = 3, noise = 0.5 }
      exclude = ["depth = 4 AND replicate = 1"]
      """;
  private static final String DEEP = "{ depth = [4, 15], activation = [relu, sigmoid] }";
  private static final String WIDE =
      "{ width = [8, 64], depth = [15, 4, 15], training.steps = [0, 7], activation = sigmoid }";
  private static final String TABLE =
      "{ depth = 2, loss = mse, training { precision = float64 }\n"
          + "data { type = csv, path = t.csv, features = [x], classification = false } }";

  private static Study union(String... blocks) {
    return Studies.of(REST + "grid = [\n" + String.join("\n", blocks) + "\n]");
  }

  private static Study alone(String block) {
    return union(block);
  }

  private static List<String> ids(Study study) {
    return study.grid().kept().mapToObj(i -> study.grid().trial(i).identity().id()).toList();
  }

  @Test
  void holdsTheTrialsOfItsBlocksEachOnce() {
    Study study = union(DEEP, WIDE, TABLE);
    Grid grid = study.grid();
    var expected = new java.util.LinkedHashSet<String>();
    expected.addAll(ids(alone(DEEP)));
    expected.addAll(ids(alone(WIDE)));
    assertThat(ids(study)).doesNotHaveDuplicates().startsWith(expected.toArray(String[]::new));
    assertThat(ids(study)).hasSize(expected.size() + 2);
    assertThat(grid.size()).as("4 + 8 + 1 cells, 2 of them shared").isEqualTo(11 * 2);
    assertThat(grid.cells()).isEqualTo(11);
    assertThat(grid.duplicates()).as("2 shared cells, 4 of a depth listed twice").isEqualTo(6 * 2);
    assertThat(grid.keptCount()).isEqualTo(ids(study).size());
    assertThat(grid.exclusions())
        .as("depth 4: 2 cells of one block, 3 more of the other")
        .containsExactly(new Exclusion("depth = 4 AND replicate = 1", 5, 5));
  }

  @Test
  void aBlockBeatsTrainingAndData() {
    Study study = union(DEEP, TABLE);
    Trial table = study.grid().trial(study.grid().end() - 1);
    assertThat(table.training().steps()).isEqualTo(7);
    assertThat(table.training().precision().label()).isEqualTo("float64");
    assertThat(table.data())
        .isInstanceOfSatisfying(
            DataSpec.Table.class, t -> assertThat(t.featureColumns()).containsExactly("x"));
    Trial deep = study.grid().trial(0);
    assertThat(deep.data())
        .isInstanceOfSatisfying(
            DataSpec.GaussianPrototypes.class, g -> assertThat(g.classes()).isEqualTo(3));
    assertThat(union("{ training.steps = 3 }").grid().trial(0).training().steps()).isEqualTo(3);
  }

  @Test
  void columnsDifferAcrossBlocks() {
    Grid grid = union("{ depth = 1 }", "{ depth = 2, bias = false }", "{ data.noise = 2 }").grid();
    assertThat(grid.extraAxes()).containsExactly("bias", "data_noise");
    assertThat(grid.extras(2)).containsEntry("bias", "false").containsEntry("data_noise", "0.5");
    assertThat(grid.settings(4)).containsEntry("depth", "8").containsEntry("data_noise", "2");
  }

  @Test
  void theResolvedTextLoadsAsAnEqualStudy() {
    Study study = union(DEEP, WIDE, TABLE);
    Study again = Studies.of(study.render());
    assertThat(again.render()).isEqualTo(study.render());
    assertThat(ids(again)).isEqualTo(ids(study));
  }

  @Test
  void oneBlockIsAGrid() {
    assertThat(union(DEEP)).isEqualTo(Studies.of(REST + "grid " + DEEP));
  }

  @Test
  void anOverrideOfTheGridGoesIntoEveryBlock() {
    String text = "base { depth = 3 }\ngrid = [ ${base} { width = 4 }, { activation = relu } ]";
    var problems = Studies.problems(text);
    assertThat(problems).singleElement().asString().startsWith("base (line 1): base: unknown key");
    Study study =
        Studies.of(
            "grid = [ { depth = 3 } { width = 4 }, { activation = relu, width = ${study.seed} } ]",
            "grid.depth=[8]",
            "study.seed=5",
            "grid.training.steps=1");
    var trials = study.grid().kept().mapToObj(study.grid()::trial).toList();
    assertThat(trials).extracting(trial -> trial.network().depth()).containsOnly(8);
    assertThat(trials).extracting(t -> t.training().steps()).containsOnly(1);
    assertThat(trials).extracting(trial -> trial.network().width()).containsOnly(4, 5);
    assertThat(trials.get(3).network().activation().type()).isEqualTo(Activation.RELU);
  }

  @Test
  void problemsNameTheBlock() {
    assertThat(
            Studies.problems(
                """
                data { classes = 4, turns = 1 }
                grid = [
                  { depth = 0 },
                  { dept = 1, data { type = csv, clases = 2 } },
                  relu,
                  { batch-size = 1000000, training.record = log }
                ]
                """))
        .containsExactlyInAnyOrder(
            "data.turns (line 1): has no meaning for gaussian-prototypes, csv; it has for spirals",
            "grid[0].depth (line 3): 0: must be a whole number of at least 1",
            "grid[1].dept (line 4): dept: unknown key; did you mean depth?",
            "grid[1].data.clases (line 4): clases: unknown key; known: classification,"
                + " features, ignore, label, missing, path, standardize, standardize-target,"
                + " time-steps, type, validation-fraction",
            "grid[1].data.path: must be given with type = csv",
            "grid[2] (line 5): relu: must be a block { ... }",
            "grid[3].batch-size (line 6): 1000000: must be at most the 1638 examples that data"
                + " leaves for training",
            "grid[3].training.record (line 6): cannot be an axis; write it into training");
    assertThat(Studies.problems("grid = []"))
        .containsExactly("grid (line 1): []: must have at least one block { ... }");
    assertThat(Studies.problems("grid = [{}]", "grid.depth=[0]"))
        .containsExactly(
            "grid[0].depth (--set grid.depth=[0]): 0: must be a whole number of at least 1");
  }

  @Test
  void manyCellsInTwoBlocksThatOverlapAreEachThereOnceAndStaySoOnTheirWay() throws Exception {
    String half = "width = \"1..50\", learning-rate = \"log(1e-3,1,20)\" }";
    Grid grid =
        Studies.of(
                "study.replicates = 1\ngrid = [ { depth = \"1..100\", "
                    + half
                    + ", { depth = \"51..150\", "
                    + half
                    + " ]\nexclude = [\"depth < width\"]")
            .grid();
    assertThat(grid.cells()).isEqualTo(150_000);
    assertThat(Plan.of(grid, 1).cells()).isEqualTo(grid.keptCount());
    var bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(grid);
    Grid copy =
        (Grid) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    assertThat(copy.trial(199_999)).isEqualTo(grid.trial(199_999));
    assertThat(copy.keptCount()).isEqualTo(grid.keptCount());
  }
}
