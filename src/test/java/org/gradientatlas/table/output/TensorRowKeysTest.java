package org.gradientatlas.table.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradientatlas.table.file.RowGroupColumns;
import org.gradientatlas.table.schema.ColumnNames;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A recurrent layer and the output layer, in a probe and two steps; then what is missing or twice.
 */
class TensorRowKeysTest {
  private record Row(
      String phase, int step, int layer, @Nullable String tensor, int timeStep, int worker) {
    Row(String phase, int step, int layer, @Nullable String tensor, int timeStep) {
      this(phase, step, layer, tensor, timeStep, -1);
    }
  }

  private static List<Row> complete() {
    var rows = new ArrayList<Row>();
    for (int pass = -1; pass < 2; pass++) {
      String phase = pass < 0 ? "probe" : "train";
      int step = Math.max(0, pass);
      for (String tensor : List.of("W", "R", "b")) {
        rows.add(new Row(phase, step, 1, tensor, -1));
      }
      for (int timeStep = 1; timeStep <= 4; timeStep++) {
        if (pass < 0 || timeStep != 1) {
          rows.add(new Row(phase, step, 1, null, timeStep));
        }
      }
      rows.add(new Row(phase, step, 2, "W", -1));
    }
    return rows;
  }

  private static TensorRowKeys keys(List<Row> rows) {
    int n = rows.size();
    var texts =
        Map.of(
            ColumnNames.PHASE, rows.stream().map(Row::phase).toArray(String[]::new),
            ColumnNames.TENSOR, rows.stream().map(Row::tensor).toArray(String[]::new));
    var numbers =
        Map.of(
            ColumnNames.STEP, rows.stream().mapToInt(Row::step).toArray(),
            ColumnNames.LAYER, rows.stream().mapToInt(Row::layer).toArray(),
            ColumnNames.TIME_STEP, rows.stream().mapToInt(Row::timeStep).toArray(),
            ColumnNames.WORKER, rows.stream().mapToInt(Row::worker).toArray());
    var columns = new RowGroupColumns(n, texts, numbers);
    var keys = new TensorRowKeys();
    for (int i = 0; i < n; i++) {
      assertThat(TensorRowKeys.has(columns, i)).isTrue();
      keys.add(columns, i);
    }
    return keys;
  }

  @Test
  void completeRowsHaveNoProblem() {
    TensorRowKeys keys = keys(complete());
    assertThat(keys.problem(2)).isEmpty();
    assertThat(keys.steps()).containsExactly(0, 1);
    assertThat(keys.hasProbe()).isTrue();
  }

  @Test
  void anyMissingRowIsFound() {
    List<Row> all = complete();
    for (int i = 0; i < all.size(); i++) {
      var rest = new ArrayList<>(all);
      Row lost = rest.remove(i);
      // Of the last time step of a probe nothing tells that there was one.
      if (!(lost.phase().equals("probe") && lost.timeStep() == 4)) {
        assertThat(keys(rest).problem(2)).as(lost.toString()).isNotEmpty();
      }
    }
  }

  @Test
  void rowsThatAreThereTwiceAreFound() {
    List<Row> all = complete();
    for (Row row : complete()) {
      var more = new ArrayList<>(all);
      more.add(row);
      assertThat(keys(more).problem(2)).isEqualTo("has rows twice");
    }
  }

  @Test
  void aLayerWithoutRowsIsFound() {
    List<Row> rest = complete().stream().filter(row -> row.layer() != 2).toList();
    assertThat(keys(rest).problem(2)).isNotEmpty();
  }

  @Test
  void aWorkerWithoutRowsAtAStepIsFound() {
    var rows = new ArrayList<>(complete());
    for (Row row : complete()) {
      if (row.phase().equals("train")) {
        rows.add(new Row("train", row.step(), row.layer(), row.tensor(), row.timeStep(), 0));
        rows.add(new Row("train", row.step(), row.layer(), row.tensor(), row.timeStep(), 1));
      }
    }
    assertThat(keys(rows).problem(2)).isEmpty();
    for (int worker = -1; worker < 2; worker++) {
      int missing = worker;
      assertThat(
              keys(rows.stream()
                      .filter(
                          row ->
                              row.phase().equals("probe")
                                  || row.step() != 1
                                  || row.worker() != missing)
                      .toList())
                  .problem(2))
          .isEqualTo("has rows of other workers in layers at one step than at another");
    }
  }
}
