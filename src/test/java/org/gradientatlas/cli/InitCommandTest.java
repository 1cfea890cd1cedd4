package org.gradientatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.file.StudyFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
  @TempDir Path scratch;

  private Study written(String... more) throws Exception {
    var said = new StringWriter();
    var writer = new PrintWriter(said, true);
    Path out = scratch.resolve("new.conf");
    var arguments = new ArrayList<>(List.of("init", "--out", out.toString()));
    arguments.addAll(List.of(more));
    int code =
        Main.commandLine().setOut(writer).setErr(writer).execute(arguments.toArray(String[]::new));
    assertThat(code).as(said::toString).isZero();
    assertThat(said.toString()).contains("jobs/plan " + out);
    return StudyFile.load(out, List.of());
  }

  private String csv(String text) throws Exception {
    return Files.writeString(scratch.resolve("a table.csv"), text).toString();
  }

  private static DataSpec.Table table(Study study) {
    return (DataSpec.Table) study.grid().trial(0).data();
  }

  @Test
  void columnsOfNumbersAreFeaturesAndTheLastOneIsLearned() throws Exception {
    Study study =
        written(csv("id,\"a \"\"b\"\"\",note,hole,kind\n1,.5,x,,0\n2,.7,y,,1\n3,NA,z,2,-1\n"));
    assertThat(study.name()).isEqualTo("a-table");
    assertThat(table(study).featureColumns()).containsExactly("a \"b\"");
    assertThat(table(study).labelColumn()).isEqualTo("kind");
    assertThat(table(study).classification()).isTrue();
    assertThat(Files.readString(scratch.resolve("new.conf")))
        .contains("\"id\", which counts the rows", "\"note\", where 3 cells are texts")
        .contains("\"hole\", where 2 cells are missing", "3 rows", "3 classes")
        .contains("Cells are missing in ", "missing = mean");
  }

  @Test
  void aLabelOfFractionsIsANumberToPredict() throws Exception {
    Study study = written(csv("y,x\n0.5,3\n1.5,9\n"), "--label", "y");
    assertThat(table(study).classification()).isFalse();
    assertThat(table(study).labelColumn()).isEqualTo("y");
    assertThat(table(study).featureColumns()).isEmpty(); // all others
  }

  @Test
  void withoutDataItIsAStudyOfDrawnData() throws Exception {
    assertThat(written().grid().trial(0).data()).isNotInstanceOf(DataSpec.Table.class);
  }
}
