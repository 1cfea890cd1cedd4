package org.gradientatlas.spark.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.gradientatlas.query.StudyDatabase;
import org.gradientatlas.spark.SilentJobs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The column p_learn against an independent computation in SQL. */
class EarlyLeadersTest {
  private static final String STUDY =
      """
      study { name = early, replicates = 1, seed = 5 }
      grid {
        depth = [2, 12], width = 10, activation = [relu, sigmoid], residual = [none, scaled]
        initializer = [xavier-normal, "normal(2)"], learning-rate = [0.0001, 0.1, 1e12]
      }
      data { classes = 3, features = 6, examples = 100 }
      training { steps = 40 }
      """;

  private static final String FROM_TABLES =
      """
      WITH seen AS (
        SELECT trial_id, greatest(0, 1 - arg_max(loss, steps.step) / any_value(guess_loss)) AS gain
        FROM steps JOIN trials USING (trial_id) WHERE steps.step <= 4 AND loss IS NOT NULL GROUP BY ALL),
      moved AS (
        SELECT trial_id, median(ratio) * 40 AS movement FROM (
          SELECT trial_id, layer, median(update_ratio) AS ratio FROM layers
          WHERE phase = 'train' AND step <= 4 GROUP BY ALL) GROUP BY ALL),
      probe AS (
        SELECT trial_id, log10(max(delta_rms) FILTER (layer = 1))
          - log10(max(delta_rms) FILTER (layer = depth)) AS growth
        FROM layers WHERE phase = 'probe' GROUP BY ALL),
      expected AS (
        SELECT trial_id, CASE WHEN diverged_step <= 4 THEN 0 ELSE 1 / (1 + exp(-(
          0.3 + 6.7 * gain / (SELECT max(gain) FROM seen)
          + CASE WHEN residual <> 'none' THEN 0 ELSE
              - 0.6 * greatest(0, -growth - 1.5) - 1.2 * greatest(0, growth - 1.5)
              + 3.0 * least(0, log10(movement * 10)) END))) END AS p
        FROM trials JOIN seen USING (trial_id) JOIN moved USING (trial_id) JOIN probe USING (trial_id))
      """;

  @TempDir Path out;

  private double number(String query) throws Exception {
    try (var database = new StudyDatabase(out)) {
      return database.number(query);
    }
  }

  @Test
  void theProbabilityToLearnIsThatOfTheDocumentedFormula() throws Exception {
    Path file = Files.writeString(out.resolve("_study.conf"), STUDY);
    SilentJobs.sweep(file, out);
    SilentJobs.summarize(out);
    assertThat(number("SELECT count(p_learn) FROM diagnoses")).isEqualTo(48);
    assertThat(number("SELECT count(*) FROM diagnoses WHERE p_learn = 0")).isGreaterThan(0);
    assertThat(number("SELECT count(*) FROM diagnoses WHERE p_learn > 0.9")).isGreaterThan(0);
    assertThat(
            number(
                FROM_TABLES
                    + " SELECT count(*) FROM expected JOIN diagnoses USING (trial_id)"
                    + " WHERE abs(p - p_learn) < 1e-6"))
        .isEqualTo(number(FROM_TABLES + " SELECT count(*) FROM expected"))
        .isGreaterThan(30);
  }
}
