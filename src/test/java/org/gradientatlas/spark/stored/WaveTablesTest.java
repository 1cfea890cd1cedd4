package org.gradientatlas.spark.stored;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.gradientatlas.SparkForTests;
import org.gradientatlas.spark.SilentJobs;
import org.gradientatlas.table.file.RowCursor;
import org.gradientatlas.table.file.TableFile;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.output.Waves;
import org.gradientatlas.table.schema.ColumnNames;
import org.gradientatlas.table.schema.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaveTablesTest {
  private static final String STUDY =
      """
      study { name = small, replicates = 2, seed = 5 }
      grid { depth = [2, 3], width = 4, activation = [tanh, relu], bias = [true, false] }
      data { classes = 2, features = 3, examples = 100 }
      training { steps = 2 }
      """;

  @TempDir Path out;

  /** For each trial the layers of its rows, and its other axes. */
  private Map<String, String> read() throws IOException {
    Configuration hadoop = new Configuration(false);
    StudyDirectory directory = StudyDirectory.at(out.toString(), hadoop);
    var all = new LinkedHashMap<String, String>();
    WaveTables.each(
            directory,
            new Waves(directory).committed(),
            hadoop,
            tables -> {
              var wave = new LinkedHashMap<String, String>();
              TrialGroups<Double> layers =
                  tables.rows(
                      Tables.LAYERS,
                      List.of(ColumnNames.DELTA_RMS),
                      rows -> () -> rows.real(ColumnNames.DELTA_RMS));
              WaveTables.OtherAxes axes = tables.otherAxes();
              try (RowCursor trials = tables.trials(List.of(ColumnNames.TRIAL_ID))) {
                while (trials.next()) {
                  String id = trials.word(ColumnNames.TRIAL_ID);
                  wave.put(id, layers.of(id) + " " + axes.of(id));
                }
              }
              return wave;
            })
        .forEach(all::putAll);
    return all;
  }

  @Test
  void aWaveWhoseTablesDifferInTheOrderOfTrialsHasTheSameRows() throws Exception {
    SilentJobs.sweep(Files.writeString(out.resolve("_study.conf"), STUDY), out);
    Map<String, String> sorted = read();
    assertThat(sorted).hasSize(16);
    assertThat(sorted.values()).allMatch(rows -> rows.split(",", -1).length >= 9);

    reverseTrialsOfLayers();

    assertThat(read()).isEqualTo(sorted);
    assertThat(read().keySet()).containsExactlyElementsOf(sorted.keySet());
  }

  private void reverseTrialsOfLayers() throws IOException {
    Path file;
    try (var files = Files.list(out.resolve("layers"))) {
      file = files.findFirst().orElseThrow();
    }
    var trials = new LinkedHashMap<String, List<Row>>();
    int histogram = Tables.LAYERS.schema().fieldIndex("grad_log2_histogram");
    for (Row row :
        SparkForTests.session()
            .read()
            .schema(Tables.LAYERS.schema())
            .parquet(file.toString())
            .collectAsList()) {
      Object[] values = new Object[row.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = i == histogram ? null : row.get(i);
      }
      trials
          .computeIfAbsent((String) values[0], id -> new ArrayList<>())
          .add(RowFactory.create(values));
    }
    List<List<Row>> reversed = new ArrayList<>(trials.values());
    Collections.reverse(reversed);
    try (var written =
        new TableFile(
            new org.apache.hadoop.fs.Path(file.toUri()), Tables.LAYERS, new Configuration(false))) {
      for (List<Row> rows : reversed) {
        for (Row row : rows) {
          written.add(row);
        }
      }
    }
  }
}
