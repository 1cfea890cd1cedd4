package org.gradientatlas.spark.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.gradientatlas.SparkForTests;
import org.gradientatlas.query.StudyDatabase;
import org.gradientatlas.spark.SilentJobs;
import org.gradientatlas.spark.summary.SummaryResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study of more cells than a page shows, over the parameters of one initializer. */
class LargeStudyTest {
  private static final String STUDY =
      """
      study { name = many, replicates = 1, seed = 5 }
      grid {
        depth = [1, 2], width = 2, activation = tanh, batch-size = 4
        initializer = { type = scaled-normal, sw2 = "lin(0.5,4,47)", sb2 = "lin(0,0.1,23)" }
      }
      data { classes = 2, features = 2, examples = 16 }
      training { steps = 0 }
      """;

  private static final int CELLS = 2 * 47 * 23;

  @TempDir static Path out;
  private static String summary = "";
  private static String page = "";
  private static JsonNode data;

  @BeforeAll
  static void run() throws Exception {
    SilentJobs.sweep(Files.writeString(out.resolve("_study.conf"), STUDY), out);
    summary = ((SummaryResult.Done) SilentJobs.summarize(out)).text();
    assertThat(
            new ReportJob(
                    SparkForTests.session().sparkContext().hadoopConfiguration(), out.toString())
                .run())
        .isInstanceOf(ReportResult.Done.class);
    page = Files.readString(out.resolve("report.html"));
    String start = "<script type=\"application/json\" id=\"data\">";
    int from = page.indexOf(start) + start.length();
    data = new ObjectMapper().readTree(page.substring(from, page.indexOf("</script>", from)));
  }

  private static double number(String query) throws Exception {
    try (var database = new StudyDatabase(out)) {
      return database.number(query);
    }
  }

  @Test
  void thePageShowsBlocksThatHaveAllTrialsOnce() throws Exception {
    assertThat(data.at("/cells/trials").size()).isBetween(1000, CellBlocks.MOST);
    assertThat(data.get("series")).hasSameSizeAs(data.at("/cells/trials"));
    assertThat(sum("trials")).isEqualTo(CELLS).isEqualTo(number("SELECT count(*) FROM trials"));
    double growths = 0;
    for (int i = 0; i < data.at("/cells/growth").size(); i++) {
      growths +=
          data.at("/cells/growth").get(i).asDouble() * data.at("/cells/trials").get(i).asInt();
    }
    assertThat(growths)
        .isCloseTo(number("SELECT sum(measured_log10_growth) FROM forecasts"), within(0.05));
    assertThat(page)
        .contains("This study has 2,162 cells, more than a page can show")
        .contains("the 47 values of initializer sw2 are in")
        .contains("SELECT * FROM summary")
        .contains("Each square is a block of cells");
    assertThat(data.at("/changes/all").asInt())
        .isEqualTo((int) number("SELECT count(*) FROM contrasts"));
  }

  private static double sum(String column) {
    return StreamSupport.stream(data.at("/cells/" + column).spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .sum();
  }

  @Test
  void theParametersOfTheInitializerAreAxesOfNumbersWithShortNames() throws Exception {
    assertThat(data.at("/axes").findValuesAsText("name"))
        .containsExactly("depth", "initializer_sw2", "initializer_sb2");
    for (JsonNode axis : data.at("/axes")) {
      assertThat(axis.get("numeric").asBoolean()).isTrue();
      axis.get("values").forEach(value -> assertThat(value.asText()).hasSizeLessThan(8));
    }
    assertThat(page + summary).doesNotContainPattern("sw2[^\"]{0,20}\\d\\.\\d{6}");
  }

  @Test
  void contrastsAreAlongOneParameterWithAllDigits() throws Exception {
    // With more than 16 values each is contrasted with the first and with the next.
    assertThat(number("SELECT count(*) FROM contrasts WHERE axis = 'initializer_sw2'"))
        .isEqualTo(2 * 23 * (46 + 45));
    assertThat(number("SELECT count(*) FROM contrasts WHERE axis = 'initializer'")).isZero();
    assertThat(
            number(
                """
                SELECT max(abs(c.measured_log10_delta_slope_difference
                  - (b.measured_log10_delta_slope - a.measured_log10_delta_slope)))
                FROM contrasts c
                  JOIN trials a ON a.depth = c.depth AND a.initializer
                    = replace(format('scaled-normal({},{})', c.value_a, other_axes[17:]), ',0)', ')')
                  JOIN trials b ON b.depth = c.depth AND b.initializer
                    = replace(format('scaled-normal({},{})', c.value_b, other_axes[17:]), ',0)', ')')
                WHERE c.axis = 'initializer_sw2'
                """))
        .isLessThan(1e-12);
    assertThat(
            number(
                "SELECT count(DISTINCT other_axes) FROM contrasts WHERE axis = 'initializer_sw2'"
                    + " AND initializer IS NULL AND other_axes LIKE 'initializer_sb2=%'"))
        .isEqualTo(23);
  }
}
