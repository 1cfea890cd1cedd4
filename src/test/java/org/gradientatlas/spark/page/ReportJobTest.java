package org.gradientatlas.spark.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.StreamSupport;
import org.gradientatlas.SparkForTests;
import org.gradientatlas.diagnose.Rule;
import org.gradientatlas.query.StudyDatabase;
import org.gradientatlas.spark.SilentJobs;
import org.gradientatlas.spark.summary.SummaryResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page is given, against SQL over the tables. */
class ReportJobTest {
  private static final String STUDY =
      """
      study { name = small, replicates = 2, seed = 5 }
      grid {
        depth = [2, 6], width = 10, activation = [tanh, relu], bias = [true, false]
        clip = [none, "value(0.01)"]
      }
      data { classes = 3, features = 6, examples = 100 }
      training { steps = 4 }
      """;

  /** The networks of one cell, given one of them. */
  private static final String REPLICATES =
      """
      trial_id IN (
        SELECT other.trial_id FROM diagnoses AS one JOIN diagnoses AS other
          ON one.depth = other.depth AND one.activation = other.activation
          AND one.clip_kind = other.clip_kind
          AND one.other_axes IS NOT DISTINCT FROM other.other_axes
        WHERE one.trial_id = '%s')
      """;

  @TempDir static Path out;

  private static ReportResult report() throws IOException {
    return new ReportJob(
            SparkForTests.session().sparkContext().hadoopConfiguration(), out.toString())
        .run();
  }

  private static double number(String query) throws Exception {
    try (var database = new StudyDatabase(out)) {
      return database.number(query);
    }
  }

  @Test
  void thePageHasTheNumbersOfTheTables() throws Exception {
    assertThat(report())
        .isEqualTo(
            new ReportResult.Refused(
                out.toUri().toString().replaceAll("file:/*", "file:/").replaceAll("/$", "")
                    + " holds no trained study: give the directory that was the --out of jobs/study"
                    + " or jobs/sweep."));
    Path file = Files.writeString(out.resolve("_study.conf"), STUDY);
    SilentJobs.sweep(file, out);
    assertThat(((ReportResult.Refused) report()).why())
        .contains("has no table diagnoses yet: run jobs/summarize");
    SilentJobs.summarize(out);

    assertThat(report()).isInstanceOf(ReportResult.Done.class);
    String page = Files.readString(out.resolve("report.html"));
    JsonNode data = data(page);

    assertThat(page).contains("<h1 id=\"title\">small</h1>");
    assertThat(data.at("/axes").findValuesAsText("name"))
        .containsExactlyInAnyOrder("depth", "activation", "clip", "bias");
    JsonNode cells = data.get("cells");
    assertThat(sum(cells.get("trials"))).isEqualTo(number("SELECT count(*) FROM trials"));
    assertThat(cells.get("trials")).hasSize((int) number("SELECT count(*) FROM summary"));
    assertThat(sum(cells.get("accuracy")))
        .isCloseTo(number("SELECT sum(final_accuracy_mean) FROM summary"), within(1e-3));
    assertThat(sum(cells.get("growth")))
        .isCloseTo(number("SELECT sum(measured_log10_growth) / 2 FROM forecasts"), within(1e-3));
    assertThat(data.at("/changes/from")).hasSize((int) number("SELECT count(*) FROM contrasts"));
    assertThat(sum(cells.get("clipOften")))
        .isCloseTo(
            number(
                "SELECT sum(often) FROM (SELECT avg((clip_fraction > 0)::INT) AS often FROM steps"
                    + " JOIN axes USING (trial_id) WHERE steps.clip_kind <> 'none' AND axis ="
                    + " 'bias' GROUP BY steps.depth, steps.activation, value)"),
            within(1e-3));
    assertThat(shareOf("activation", data))
        .isCloseTo(
            number(
                """
                WITH cells AS (
                  SELECT trials.activation, avg(final_accuracy) AS mean, var_samp(final_accuracy) AS spread
                  FROM trials JOIN axes USING (trial_id) WHERE axis = 'bias'
                  GROUP BY trials.depth, trials.activation, trials.clip_kind, value),
                groups AS (SELECT avg(mean) AS mean, count(*) AS cells FROM cells GROUP BY activation)
                SELECT greatest(0, ((SELECT var_pop(mean) * sum(cells) FROM groups)
                  - avg(spread) / 2) / (var_pop(mean) * count(*))) FROM cells
                """),
            within(1e-9));
    everyWarningIsCounted(cells.get("warnings"));
    everyProfileIsTheMeanOfItsReplicates(data);
    everyHistogramIsTheSumOfItsReplicates(data);
    shareStatisticsAreMeans(data);
  }

  private static void everyWarningIsCounted(JsonNode warnings) throws Exception {
    int some = 0;
    for (Rule rule : Rule.values()) {
      double fired =
          number(
              "SELECT count(*) FROM diagnoses WHERE list_contains(rules_fired, '%s')"
                  .formatted(rule.name()));
      assertThat(warnings.findValues(rule.name()).stream().mapToDouble(JsonNode::asDouble).sum())
          .as(rule.name())
          .isEqualTo(rule.isWarning() ? fired : 0);
      some += rule.isWarning() && fired > 0 ? 1 : 0;
    }
    assertThat(some).isPositive();
  }

  @Test
  void whereNumbersArePredictedThePageHasR2(@TempDir Path other) throws Exception {
    String regression =
        """
        study { name = numbers, replicates = 2, seed = 5 }
        grid { depth = [1, 2], width = 10, loss = mse }
        data { type = teacher, features = 6, outputs = 2, examples = 100, classification = false }
        training { steps = 20 }
        """;
    SilentJobs.sweep(Files.writeString(other.resolve("_study.conf"), regression), other);
    var summary = (SummaryResult.Done) SilentJobs.summarize(other);
    assertThat(summary.text())
        .contains("Strongest effects", "R2  decades/layer", "interval of R2 excludes 0")
        .doesNotContain("accuracy");
    new ReportJob(SparkForTests.session().sparkContext().hadoopConfiguration(), other.toString())
        .run();

    JsonNode data = data(Files.readString(other.resolve("report.html")));
    JsonNode cells = data.get("cells");
    try (var database = new StudyDatabase(other)) {
      assertThat(sum(cells.get("r2")))
          .isCloseTo(
              database.number("SELECT sum(1 - final_loss / guess_loss) / 2 FROM trials"),
              within(1e-4));
      double gained =
          database.number(
              """
              SELECT avg(greatest(0, 1 - final_loss / guess_loss) * (2 * depth - 3)) * 2 FROM trials
              """);
      assertThat(data.at("/changes/score/0").asDouble()).isCloseTo(gained, within(1e-4));
      assertThat(Math.abs(data.at("/remedies/0/score/0").asDouble()))
          .isCloseTo(Math.abs(gained), within(1e-4));
    }
  }

  private static double shareOf(String axis, JsonNode data) {
    return StreamSupport.stream(data.at("/importance/axes").spliterator(), false)
        .filter(one -> one.get("axis").asText().equals(axis))
        .mapToDouble(one -> one.get("share").asDouble())
        .sum();
  }

  private static void everyProfileIsTheMeanOfItsReplicates(JsonNode data) throws Exception {
    for (int cell = 0; cell < data.at("/series").size(); cell++) {
      JsonNode series = data.at("/series").get(cell);
      String example = data.at("/cells/example").get(cell).asText();
      var packed =
          ByteBuffer.wrap(Base64.getDecoder().decode(series.get("delta_rms").asText()))
              .order(ByteOrder.LITTLE_ENDIAN);
      double first = packed.getShort(0) * data.get("unit").asDouble();
      assertThat(first)
          .as("log10 delta_rms of layer 1 in the probe, cell of %s", example)
          .isCloseTo(
              number(
                  """
                  SELECT avg(log10(delta_rms)) FROM layers
                  WHERE phase = 'probe' AND layer = 1 AND
                  """
                      + REPLICATES.formatted(example)),
              within(0.0011));
    }
  }

  private static void everyHistogramIsTheSumOfItsReplicates(JsonNode data) throws Exception {
    try (var tables = new StudyDatabase(out)) {
      for (int cell = 0; cell < data.at("/series").size(); cell++) {
        JsonNode histograms = data.at("/series").get(cell).get("histograms");
        assertThat(histograms.get("steps")).hasSize(4);
        String example = data.at("/cells/example").get(cell).asText();
        FirstHistogram.check(
            tables,
            histograms,
            "phase = 'probe' AND layer = 1 AND " + REPLICATES.formatted(example));
      }
    }
  }

  private static void shareStatisticsAreMeans(JsonNode data) throws Exception {
    for (int cell = 0; cell < data.at("/series").size(); cell++) {
      byte[] packed =
          Base64.getDecoder()
              .decode(data.at("/series").get(cell).get("grad_zero_fraction").asText());
      double first =
          ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).getShort(0)
              * data.get("unit").asDouble();
      String query =
          "SELECT avg(grad_zero_fraction) FROM layers WHERE phase = 'probe' AND layer = 1 AND "
              + REPLICATES.formatted(data.at("/cells/example").get(cell).asText());
      assertThat(first).isCloseTo(number(query), within(0.0011));
    }
  }

  private static JsonNode data(String page) throws IOException {
    String start = "<script type=\"application/json\" id=\"data\">";
    int from = page.indexOf(start) + start.length();
    return new ObjectMapper().readTree(page.substring(from, page.indexOf("</script>", from)));
  }

  private static double sum(JsonNode numbers) {
    return StreamSupport.stream(numbers.spliterator(), false).mapToDouble(JsonNode::asDouble).sum();
  }
}
