package org.gradientatlas.spark.averaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradientatlas.spark.CloseRows;
import org.gradientatlas.spark.SilentJobs;
import org.gradientatlas.spark.sweep.SweepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deeplearning4j Spark on two real task slots, its tables read back by DuckDB. */
class DataParallelTest {
  private static final String NETWORK =
      """
      study { name = parallel, replicates = 1, seed = 3 }
      grid { depth = 3, width = 8, initializer = he-normal, learning-rate = 0.1, %s }
      data { classes = 3, features = 5, examples = 60 }
      training { steps = 7, record = every, precision = %s, engine = %s }
      """;

  @TempDir Path scratch;

  private Path train(String name, String text) throws IOException {
    Path file = scratch.resolve(name + ".conf");
    Files.writeString(file, text);
    Path out = scratch.resolve(name);
    SweepResult ending = SilentJobs.sweep(file, out);
    assertThat(ending).isInstanceOf(SweepResult.Done.class);
    return out;
  }

  private static List<List<Double>> numbers(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var rows = connection.createStatement().executeQuery(sql)) {
      var all = new ArrayList<List<Double>>();
      while (rows.next()) {
        var row = new ArrayList<Double>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          double value = rows.getDouble(i);
          row.add(rows.wasNull() ? Double.NaN : value);
        }
        all.add(row);
      }
      return all;
    }
  }

  private static double number(String sql) throws SQLException {
    return numbers(sql).get(0).get(0);
  }

  private static String table(Path out, String name) {
    return "read_parquet('" + out + "/" + name + "/*.parquet')";
  }

  @Test
  void oneWorkerIsTheReferenceStepForStep() throws Exception {
    String grid = "optimizer = adam, clip = { type = global-norm, threshold = 0.2 }, ";
    Path alone = train("alone", NETWORK.formatted(grid + "batch-size = 12", "float64", "dl4j"));
    String workers = "train { workers = 1, averaging-frequency = 2, batch-size-per-worker = 12 }";
    Path parallel = train("parallel", NETWORK.formatted(grid + workers, "float64", "dl4j-spark"));
    CloseRows.check(parallel, alone, 1e-12);
    assertThat(number("SELECT max(drift_l2) FROM " + table(parallel, "steps"))).isZero();
    assertThat(number("SELECT count(*) FROM " + table(parallel, "layers") + " WHERE worker = 0"))
        .as("4 layers at 7 steps")
        .isEqualTo(28);
  }

  @Test
  void averagingEveryStepIsOneNetworkOnAllExamples() throws Exception {
    for (String precision : List.of("float64", "float32")) {
      double tolerance = precision.equals("float64") ? 1e-9 : 2e-4;
      Path alone =
          train("alone-" + precision, NETWORK.formatted("batch-size = 24", precision, "dl4j"));
      String workers = "train { workers = 3, averaging-frequency = 1, batch-size-per-worker = 8 }";
      Path parallel =
          train("parallel-" + precision, NETWORK.formatted(workers, precision, "dl4j-spark"));
      CloseRows.check(parallel, alone, tolerance);
      String layers = table(parallel, "layers");
      assertThat(number("SELECT count(*) FROM " + layers + " WHERE worker IS NOT NULL"))
          .as("3 workers, 4 layers, 7 steps")
          .isEqualTo(84);
      assertThat(number("SELECT min(drift_l2) FROM " + layers + " WHERE worker IS NOT NULL"))
          .as("workers see different examples")
          .isPositive();
      assertThat(number("SELECT count(drift_l2) FROM " + layers + " WHERE worker IS NULL"))
          .isZero();
      assertThat(number("SELECT batch_size FROM " + table(parallel, "trials"))).isEqualTo(24);
      assertThat(number("SELECT min(worker_clip_cosine) FROM " + table(parallel, "steps")))
          .as("without clipping, both ways are the same")
          .isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void workersThatSeeTheSameDoNotDrift() throws Exception {
    Path csv = scratch.resolve("same.csv");
    Files.writeString(csv, "x,z,y\n" + "0.5,-1.5,2\n".repeat(16));
    Path out =
        train(
            "same",
            """
            study { name = same, replicates = 1, seed = 5 }
            grid {
              depth = 4, width = 6, loss = mse, learning-rate = 0.05
              train { workers = 4, averaging-frequency = 3, batch-size-per-worker = 2 }
            }
            data {
              type = csv, path = "same.csv", label = y, classification = false, standardize = false
              validation-fraction = 0
            }
            training { steps = 8, record = every, engine = dl4j-spark }
            """);
    assertThat(number("SELECT max(drift_l2) FROM " + table(out, "layers"))).isZero();
    assertThat(number("SELECT max(grad_drift_l2) FROM " + table(out, "layers"))).isZero();
    assertThat(number("SELECT min(drift_cosine) FROM " + table(out, "layers")))
        .isCloseTo(1, within(1e-12));
    assertThat(number("SELECT count(*) FROM " + table(out, "layers")))
        .as("5 layers: the probe, and at 8 steps the average and 4 workers")
        .isEqualTo(5 * (1 + 8 * 5));
  }

  @Test
  void oneWorkerThatDivergesEndsItsTrialAndNoOther() throws Exception {
    Path csv = scratch.resolve("outlier.csv");
    String calm = Stream.of("1,2,0.5", "-1,0.3,1").collect(Collectors.joining("\n")) + "\n";
    Files.writeString(csv, "x,z,y\n" + calm.repeat(7) + "0.1,0.2,1e38\n0.3,0.1,-1\n");
    Path out =
        train(
            "outlier",
            """
            study { name = outlier, replicates = 2, seed = 5 }
            grid {
              depth = 2, width = 4, loss = mse
              train { workers = 2, averaging-frequency = 4, batch-size-per-worker = 1 }
            }
            data {
              type = csv, path = "outlier.csv", label = y, classification = false
              standardize = false, validation-fraction = 0
            }
            training { steps = 12, record = [0], engine = dl4j-spark, precision = float32 }
            """);
    String trials = table(out, "trials");
    assertThat(number("SELECT count(*) FROM " + trials + " WHERE outcome = 'diverged'"))
        .isEqualTo(2);
    assertThat(
            number(
                """
                SELECT count(*) FROM (
                  SELECT trial_id, count(DISTINCT worker) AS bad FROM %s l
                    JOIN (SELECT trial_id, diverged_step FROM %s) t USING (trial_id)
                  WHERE worker IS NOT NULL AND step = diverged_step AND update_ratio IS NULL
                  GROUP BY ALL)
                WHERE bad = 1
                """
                    .formatted(table(out, "layers"), trials)))
        .as("trials in which one worker of the two made no update at that step")
        .isEqualTo(2);
    assertThat(
            number(
                "SELECT count(*) FROM "
                    + trials
                    + " WHERE steps_done = diverged_step AND error_class IS NULL"))
        .isEqualTo(2);
  }
}
