package org.gradientatlas.spark.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gradientatlas.query.StudyDatabase;
import org.gradientatlas.report.page.MapAxis;
import org.gradientatlas.spark.SilentJobs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Summary and contrasts against an independent computation in SQL. */
class SummarizeTest {
  private static final String STUDY =
      """
      study { name = small, replicates = 4, seed = 5 }
      grid {
        depth = [2, 6], width = 10, activation = [tanh, sigmoid], bias = [true, false]
        clip = [none, "value(0.01)", "value(0.5)"], batch-size = 40
      }
      exclude = ["depth = 6 AND activation = 'sigmoid' AND NOT bias AND replicate = 3"]
      data { classes = 3, features = 6, examples = 100 }
      training { steps = 4 }
      """;

  /** Student's t for 3 degrees of freedom and 97.5 %, from a printed table. */
  private static final double T3 = 3.18245;

  @TempDir static Path out;
  @TempDir Path scratch;

  @BeforeAll
  static void trainAndSummarize() throws IOException {
    Path file = Files.writeString(out.resolve("_study.conf"), STUDY);
    SilentJobs.sweep(file, out);
    assertThat(SilentJobs.summarize(out)).isInstanceOf(SummaryResult.Done.class);
  }

  private static double number(String query) throws Exception {
    try (var database = new StudyDatabase(out)) {
      return database.number(query);
    }
  }

  @Test
  void everyFileIsOfZstdHasNoInt96AndSaysWhatItsColumnsMean() throws Exception {
    String all = "('" + out + "/*/*.parquet')";
    double files = number("SELECT count(DISTINCT file_name) FROM parquet_metadata" + all);
    assertThat(files).as("trials, steps, layers and what is derived").isGreaterThanOrEqualTo(7);
    assertThat(
            number(
                "SELECT count(*) FROM parquet_metadata"
                    + all
                    + " WHERE compression <> 'ZSTD' OR type = 'INT96'"))
        .isZero();
    assertThat(
            number(
                "SELECT count(DISTINCT file_name) FROM parquet_kv_metadata"
                    + all
                    + " WHERE decode(key) = 'org.apache.spark.sql.parquet.row.metadata'"
                    + " AND decode(value) LIKE '%\"comment\"%'"))
        .isEqualTo(files);
  }

  @Test
  void everyTrialIsDiagnosedAndEveryCellSummarizedOnce() throws Exception {
    assertThat(number("SELECT count(DISTINCT trial_id) FROM diagnoses")).isEqualTo(93);
    assertThat(number("SELECT count(*) FROM diagnoses")).isEqualTo(93);
    assertThat(number("SELECT count(*) FROM summary")).isEqualTo(24);
    assertThat(number("SELECT sum(replicates) FROM summary")).isEqualTo(93);
    assertThat(number("SELECT count(*) FROM summary WHERE other_axes = 'bias=false'"))
        .isEqualTo(12);
    assertThat(
            number(
                "SELECT count(*) FROM summary WHERE abs(share_mechanism_healthy +"
                    + " share_mechanism_vanishing + share_mechanism_poor_init +"
                    + " share_mechanism_exploding + share_mechanism_dead +"
                    + " share_mechanism_saturated - 1) > 1e-12"))
        .isZero();
  }

  @Test
  void theMapIsTheSummaryByItsAxes() throws Exception {
    StudyMap map = ((SummaryResult.Done) SilentJobs.summarize(out)).map();
    assertThat(map.columns()).extracting(MapAxis::name).isEqualTo("depth");
    assertThat(map.panels()).extracting(MapAxis::name).isEqualTo("activation");
    for (var spot : map.spots().entrySet()) {
      String row = java.util.Objects.requireNonNull(map.rows()).name();
      String where =
          "depth = %s AND activation = '%s' AND %s"
              .formatted(
                  spot.getKey().column(),
                  spot.getKey().panel(),
                  row.equals("bias")
                      ? "other_axes = 'bias=%s'".formatted(spot.getKey().row())
                      : "concat(clip_kind, '(' || clip_threshold || ')') = '%s'"
                          .formatted(spot.getKey().row()));
      assertThat(spot.getValue().trials())
          .isPositive()
          .isEqualTo((int) number("SELECT count(*) FROM diagnoses WHERE " + where));
      assertThat(spot.getValue().learned())
          .isEqualTo(
              (int)
                  number(
                      "SELECT count(*) FROM diagnoses WHERE outcome_verdict = 'LEARNED' AND "
                          + where));
    }
    assertThat(map.spots().values().stream().mapToInt(CellTally::trials).sum()).isEqualTo(93);
    assertThat(map.worst()).hasSize(5);
    assertThat(map.best()).hasSize(5).doesNotContainAnyElementsOf(map.worst());
    assertThat(map.best().get(0).tally().score())
        .isGreaterThanOrEqualTo(map.worst().get(0).tally().score());
  }

  @Test
  void meansAndIntervalsAreThoseOfSql() throws Exception {
    String expected =
        """
        SELECT max(greatest(
            abs(s.final_loss_mean - e.mean),
            abs(s.final_loss_high - (e.mean + %1$f * e.error)),
            abs(s.final_loss_low - (e.mean - %1$f * e.error)),
            abs(s.final_accuracy_mean - e.accuracy),
            abs(s.measured_log10_delta_slope_mean - e.slope),
            abs(s.share_completed - 1)))
        FROM summary s JOIN (
          SELECT depth, activation, clip_kind, coalesce(clip_threshold, 0) AS c, value,
            avg(final_loss) AS mean, stddev_samp(final_loss) / sqrt(count(*)) AS error,
            avg(final_accuracy) AS accuracy, avg(measured_log10_delta_slope) AS slope, count(*) AS n
          FROM trials JOIN (SELECT trial_id, value FROM axes) USING (trial_id)
          GROUP BY ALL HAVING n = 4) e
        ON s.depth = e.depth AND s.activation = e.activation AND s.clip_kind = e.clip_kind
          AND coalesce(s.clip_threshold, 0) = e.c AND s.other_axes = 'bias=' || e.value
        """
            .formatted(T3);
    assertThat(number(expected)).isLessThan(1e-5);
  }

  @Test
  void contrastsAreThePairedDifferencesOfSql() throws Exception {
    // depth 1 pair x 12, activation 1 x 12, bias 1 x 12, clip 3 pairs x 8
    assertThat(number("SELECT count(*) FROM contrasts")).isEqualTo(12 + 12 + 12 + 24);
    assertThat(number("SELECT count(*) FROM contrasts WHERE axis = 'clip' AND value_a = 'none'"))
        .isEqualTo(16);
    assertThat(number("SELECT count(*) FROM contrasts WHERE axis = 'bias' AND other_axes IS NULL"))
        .isEqualTo(12);
    assertThat(number("SELECT count(*) FROM contrasts WHERE axis = 'depth' AND depth IS NOT NULL"))
        .isZero();
    assertThat(number("SELECT count(*) FROM contrasts WHERE replicates = 3"))
        .isEqualTo(3 + 3 + 3 + 3);
    String expected =
        """
        SELECT max(greatest(
            abs(c.final_loss_difference - e.loss),
            abs(c.final_loss_difference_high - (e.loss + %f * e.error)),
            abs(c.measured_log10_delta_slope_difference - e.slope),
            abs(c.final_accuracy_difference - e.accuracy)))
        FROM contrasts c JOIN (
          SELECT a.activation, a.clip_kind, coalesce(a.clip_threshold, 0) AS t, x.value,
            avg(b.final_loss - a.final_loss) AS loss,
            stddev_samp(b.final_loss - a.final_loss) / sqrt(count(*)) AS error,
            avg(b.final_accuracy - a.final_accuracy) AS accuracy,
            avg(b.measured_log10_delta_slope - a.measured_log10_delta_slope) AS slope
          FROM trials a JOIN axes x USING (trial_id)
            JOIN trials b ON a.depth = 2 AND b.depth = 6 AND a.replicate = b.replicate
              AND a.activation = b.activation AND a.clip_kind = b.clip_kind
              AND coalesce(a.clip_threshold, 0) = coalesce(b.clip_threshold, 0)
            JOIN axes y ON y.trial_id = b.trial_id AND y.value = x.value
          GROUP BY ALL) e
        ON c.axis = 'depth' AND c.value_a = '2' AND c.value_b = '6' AND c.activation = e.activation
          AND c.clip_kind = e.clip_kind AND coalesce(c.clip_threshold, 0) = e.t
          AND c.other_axes = 'bias=' || e.value
        WHERE c.replicates = 4
        """
            .formatted(T3);
    assertThat(number(expected)).isLessThan(1e-5);
  }

  @Test
  void aSecondRunGivesTheSameTablesAndLeavesNothingElse() throws Exception {
    double before = number("SELECT sum(hash(c)) FROM contrasts c");
    assertThat(SilentJobs.summarize(out)).isInstanceOf(SummaryResult.Done.class);
    assertThat(number("SELECT sum(hash(c)) FROM contrasts c")).isEqualTo(before);
    try (var files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "_study.conf",
              "_waves",
              "_STATUS.json",
              "study.conf",
              "trials",
              "steps",
              "layers",
              "axes",
              "diagnoses",
              "forecasts",
              "summary",
              "contrasts");
    }
  }

  @Test
  void aStudyOfOneCellHasNoContrasts() throws Exception {
    Path file =
        Files.writeString(
            scratch.resolve("one.conf"),
            """
            study { name = one, replicates = 1 }
            grid { depth = 2, width = 4, activation = tanh }
            training.steps = 0
            """);
    Path one = scratch.resolve("one");
    SilentJobs.sweep(file, one);
    var done = (SummaryResult.Done) SilentJobs.summarize(one);
    assertThat(done.text())
        .startsWith(
            """
            Nothing was trained. Trials by what their gradients did in the probe:
            HEALTHY              1
            """)
        .doesNotContain("NOT_EVALUABLE", "Strongest effects");
    try (var database = new StudyDatabase(one)) {
      assertThat(database.number("SELECT count(*) FROM contrasts")).isZero();
      assertThat(database.number("SELECT count(*) FROM summary WHERE final_loss_mean IS NULL"))
          .isEqualTo(1);
      assertThat(database.number("SELECT count(*) FROM diagnoses WHERE mechanism = 'HEALTHY'"))
          .isEqualTo(1);
    }
  }

  @Test
  void whatIsNoStudysOutputIsRefusedAndStaysAsItIs() throws Exception {
    assertThat(((SummaryResult.Refused) SilentJobs.summarize(scratch.resolve("gone"))).why())
        .endsWith(
            "holds no trained study: give the directory that was the --out of jobs/study or"
                + " jobs/sweep.");
    assertThat(scratch).isEmptyDirectory();
    Files.createDirectories(scratch.resolve("trials"));
    Files.writeString(scratch.resolve("trials/notes.txt"), "mine");
    assertThat(((SummaryResult.Refused) SilentJobs.summarize(scratch)).why())
        .contains("trials/notes.txt");
  }

  @Test
  void aDirectoryThatARunHoldsIsAConflict() throws Exception {
    Path lock = Files.writeString(out.resolve("_LOCK"), "host elsewhere, process 1, started then");
    try {
      assertThat(((SummaryResult.Conflict) SilentJobs.summarize(out)).why())
          .contains("held by another run");
    } finally {
      Files.delete(lock);
    }
  }
}
