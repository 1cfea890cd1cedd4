package org.gradientatlas.spark.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.gradientatlas.query.StudyDatabase;
import org.gradientatlas.spark.SilentJobs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The theory columns of a whole study, read back by DuckDB. */
class TheoryColumnsTest {
  private static final String STUDY =
      """
      study { name = theory, replicates = 2 }
      grid {
        depth = [1, 20], width = 100, activation = [relu, tanh], batch-size = [32, 512]
        initializer = [he-normal, { type = constant, w = 0.1 }, { type = normal, sd = 1e12 }]
      }
      data { classes = 4, features = 64, examples = 640, standardize = true }
      training { steps = 0 }
      """;

  @TempDir static Path scratch;
  private static StudyDatabase database;

  private static final String REMEDIES =
      """
      study { name = remedies, replicates = 1 }
      grid {
        depth = 8, width = 128, activation = tanh, initializer = he-normal, batch-size = 128
        normalization = [none, batch, layer], residual = [none, depth-scaled, rezero]
      }
      data { classes = 4, features = 64, examples = 256, standardize = true }
      training { steps = 0 }
      """;

  @BeforeAll
  static void run() throws Exception {
    database = run("theory", STUDY);
  }

  private static StudyDatabase run(String name, String study) throws Exception {
    Path file = Files.writeString(scratch.resolve(name + ".conf"), study);
    Path out = scratch.resolve(name);
    SilentJobs.sweep(file, out);
    return new StudyDatabase(out);
  }

  @AfterAll
  static void close() throws Exception {
    database.close();
  }

  private static double number(String sql) throws Exception {
    return database.number(sql);
  }

  @Test
  void everyNullTheoryHasAReason() throws Exception {
    assertThat(
            number(
                "SELECT count(*) FROM trials WHERE theory_gap IS NULL AND (theory_chi1 +"
                    + " theory_q_star + theory_depth_scale + theory_correlation_depth +"
                    + " theory_log10_delta_slope + theory_log10_delta_slope_sd) IS NULL"))
        .isZero();
    reasons("constant", "", "constant(0.1) draws no random weights", "theory_chi1");
    reasons("he-normal", "relu", "chi1 = 1, so the depth scale is infinite", "theory_depth_scale");
    reasons("normal", "relu", "q* is infinite", "theory_q_star");
    assertThat(
            number(
                "SELECT count(*) FROM trials WHERE theory_log10_delta_slope IS NULL AND"
                    + " theory_chi1 IS NOT NULL AND (depth > 1 OR theory_gap NOT LIKE '%one hidden"
                    + " layer has no slope%')"))
        .isZero();
    assertThat(number("SELECT count(*) FROM trials WHERE theory_gap IS NULL")).isEqualTo(4);
  }

  /** A column is null exactly where the reason stands. */
  private static void reasons(String initializer, String activation, String gap, String column)
      throws Exception {
    String of =
        " FROM trials WHERE starts_with(initializer, '%s') AND contains(activation, '%s')"
            .formatted(initializer, activation);
    assertThat(number("SELECT count(*)" + of)).as(initializer).isPositive();
    assertThat(number("SELECT count(*)" + of + " AND (contains(theory_gap, '" + gap + "'))"))
        .as(gap)
        .isEqualTo(number("SELECT count(*)" + of + " AND " + column + " IS NULL"))
        .isPositive();
  }

  @Test
  void theoryStandsBesideTheMeasurement() throws Exception {
    String tanh = " FROM trials WHERE activation = 'tanh' AND initializer = 'he-normal'";
    assertThat(number("SELECT avg(theory_chi1)" + tanh)).isCloseTo(1.1055, within(5e-5));
    assertThat(number("SELECT avg(theory_q_star)" + tanh)).isCloseTo(0.618, within(5e-4));
    String deep = " AND initializer = 'he-normal' AND depth = 20";
    assertThat(
            number(
                "SELECT max(abs(measured_log10_delta_slope - theory_log10_delta_slope) /"
                    + " theory_log10_delta_slope_sd) FROM trials WHERE true"
                    + deep))
        .as("standard deviations of a single network")
        .isBetween(0.01, 4.0);
    assertThat(
            number(
                "SELECT max(abs(log10(preact_sd * preact_sd / theory_q))) FROM layers WHERE phase ="
                    + " 'probe' AND layer <= 5 AND batch_size = 512"
                    + deep))
        .as("decades of q, near the input")
        .isBetween(1e-6, 0.15);
    assertThat(
            number(
                "SELECT count(*) FROM layers WHERE layer = depth + 1 AND"
                    + " theory_log10_delta_rms_ratio <> 0"))
        .isZero();
  }

  @Test
  void everyLayerHasTheoryButWhereThereIsNone() throws Exception {
    assertThat(
            number(
                "SELECT count(*) FROM layers WHERE (theory_log10_delta_rms_ratio IS NULL) <>"
                    + " starts_with(initializer, 'constant')"))
        .isZero();
    assertThat(number("SELECT count(*) FROM layers WHERE theory_q IS NOT NULL")).isPositive();
  }

  @Test
  void remediesHaveTheoryColumns() throws Exception {
    try (var remedies = run("remedies", REMEDIES)) {
      assertThat(
              remedies.number(
                  "SELECT count(*) FROM trials WHERE (theory_log10_delta_slope IS NULL) <>"
                      + " (residual = 'rezero') OR (residual = 'rezero') <> (theory_gap LIKE"
                      + " 'rezero%')"))
          .isZero();
      assertThat(
              remedies.number(
                  "SELECT count(*) FROM trials WHERE (theory_log10_delta_slope_sd IS NOT NULL) <>"
                      + " (normalization = 'none' AND residual = 'none')"))
          .isZero();
      assertThat(
              remedies.number(
                  """
                  SELECT max(abs(log10(h.delta_rms / o.delta_rms) - h.theory_log10_delta_rms_ratio))
                  FROM layers h JOIN layers o USING (trial_id, phase)
                  WHERE o.layer = 9 AND h.residual <> 'rezero'
                  """))
          .as("decades between measurement and theory, over all layers of single networks")
          .isBetween(1e-6, 0.15);
    }
  }
}
