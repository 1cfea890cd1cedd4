package org.gradientatlas.spark.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gradientatlas.SparkForTests;
import org.gradientatlas.query.StudyDatabase;
import org.gradientatlas.spark.SilentJobs;
import org.gradientatlas.spark.page.ReportResult;
import org.gradientatlas.study.file.StudyFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers of a comparison, against SQL over the tables of both studies. */
class ComparisonJobTest {
  private static final String STUDY =
      """
      study { name = first, replicates = 3, seed = 5 }
      grid { depth = [2, 6], width = 10, activation = [tanh, relu], learning-rate = 0.2 }
      data { classes = 3, features = 6, examples = 100 }
      training { steps = 30 }
      """;

  @TempDir static Path home;

  @BeforeAll
  static void train() throws Exception {
    trained("first");
    trained("second", "study.name=second", "grid.optimizer=momentum", "grid.depth=[2,9]");
    trained("seeded", "study.seed=6");
    trained("apart", "grid.depth=[20]");
    trained("biased", "grid.bias=[true,false]");
  }

  private static void trained(String name, String... overrides) throws Exception {
    Path file = Files.writeString(home.resolve(name + ".conf"), STUDY);
    SilentJobs.sweep(StudyFile.load(file, List.of(overrides)), home.resolve(name));
    SilentJobs.summarize(home.resolve(name));
  }

  private static ReportResult compare(String a, String b, String out) throws IOException {
    return new ComparisonJob(
            SparkForTests.session().sparkContext().hadoopConfiguration(),
            at(a),
            at(b),
            home.resolve(out).toString())
        .run();
  }

  private static String at(String name) {
    return home.resolve(name).toString();
  }

  private static String page(String a, String b) throws IOException {
    String name = a + "-" + b + ".html";
    assertThat(compare(a, b, name)).isInstanceOf(ReportResult.Done.class);
    return Files.readString(home.resolve(name));
  }

  private static JsonNode data(String page) throws IOException {
    String start = "<script type=\"application/json\" id=\"data\">";
    int from = page.indexOf(start) + start.length();
    return new ObjectMapper().readTree(page.substring(from, page.indexOf("</script>", from)));
  }

  private static List<Double> accuracies(String study, String where) throws Exception {
    var numbers = new ArrayList<Double>();
    try (var database = new StudyDatabase(home.resolve(study))) {
      for (int replicate = 0; replicate < 3; replicate++) {
        numbers.add(
            database.number(
                "SELECT final_accuracy FROM trials WHERE %s AND replicate = %d"
                    .formatted(where, replicate)));
      }
    }
    return numbers;
  }

  private static int cell(JsonNode data, String depth, String activation) {
    List<String> axes = data.at("/axes").findValuesAsText("name");
    for (int cell = 0; cell < data.at("/cells/values").size(); cell++) {
      JsonNode values = data.at("/cells/values").get(cell);
      if (value(data, axes.indexOf("depth"), values).equals(depth)
          && value(data, axes.indexOf("activation"), values).equals(activation)) {
        return cell;
      }
    }
    throw new AssertionError("no cell of depth " + depth + " and " + activation);
  }

  private static String value(JsonNode data, int axis, JsonNode values) {
    return data.at("/axes").get(axis).get("values").get(values.get(axis).asInt()).asText();
  }

  @Test
  void sharedCellsHaveBothOutcomesAndThePairedDifference() throws Exception {
    JsonNode data = data(page("first", "second"));

    assertThat(data.at("/axes").findValuesAsText("name"))
        .containsExactlyInAnyOrder("depth", "activation");
    JsonNode of = data.get("comparison");
    int cell = cell(data, "2", "relu");
    List<Double> a = accuracies("first", "depth = 2 AND activation = 'relu'");
    List<Double> b = accuracies("second", "depth = 2 AND activation = 'relu'");
    double mean = 0;
    for (int i = 0; i < 3; i++) {
      mean += (b.get(i) - a.get(i)) / 3;
    }
    double squares = 0;
    for (int i = 0; i < 3; i++) {
      squares += Math.pow(b.get(i) - a.get(i) - mean, 2);
    }
    // 4.3027 is the 97.5 % quantile of Student's t with 2 degrees of freedom.
    double error = 4.3027 * Math.sqrt(squares / 2 / 3);
    assertThat(of.at("/outcome").asText()).isEqualTo("accuracy");
    assertThat(of.at("/where").get(cell).asText()).isEqualTo("both");
    assertThat(number(of, "outcomeA", cell)).isCloseTo(average(a), within(1e-4));
    assertThat(number(of, "outcomeB", cell)).isCloseTo(average(b), within(1e-4));
    assertThat(number(of, "outcomeDifference", cell)).isCloseTo(mean, within(1e-4));
    assertThat(number(of, "outcomeDifferenceLow", cell)).isCloseTo(mean - error, within(1e-4));
    assertThat(number(of, "outcomeDifferenceHigh", cell)).isCloseTo(mean + error, within(1e-4));
    assertThat(of.at("/where").get(cell(data, "6", "relu")).asText()).isEqualTo("A");
    assertThat(of.at("/where").get(cell(data, "9", "tanh")).asText()).isEqualTo("B");
    assertThat(of.at("/outcomeDifference").get(cell(data, "6", "relu")).isNull()).isTrue();
  }

  private static double number(JsonNode of, String name, int cell) {
    return of.get(name).get(cell).asDouble();
  }

  private static double average(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  @Test
  void onlyWhatDiffersIsListedAndThePageSaysWhatIsComparable() throws Exception {
    String page = page("first", "second");

    assertThat(page)
        .contains("<th scope=\"row\">optimizer</th><td>sgd</td><td>momentum</td>")
        .contains("<th scope=\"row\">depth</th><td>2, 6</td><td>2, 9</td>")
        .doesNotContain("<th scope=\"row\">width</th>")
        .doesNotContain("study.name")
        .contains("The same data.")
        .contains("networks of one replicate share data and base draws")
        .contains("One differs: optimizer. A difference in a cell beyond chance is due to it.")
        .contains("In both are 2 cells")
        .contains("2 cells are in A alone, and 2 in B alone.");
  }

  @Test
  void withAnotherSeedNetworksAreIndependentSamples() throws Exception {
    String page = page("first", "seeded");
    JsonNode data = data(page);

    assertThat(page)
        .contains("study.seed is 5 in A and 6 in B")
        .contains("No other setting differs.")
        .contains("Every cell is in both studies.");
    int cell = cell(data, "6", "tanh");
    List<Double> a = accuracies("first", "depth = 6 AND activation = 'tanh'");
    List<Double> b = accuracies("seeded", "depth = 6 AND activation = 'tanh'");
    JsonNode of = data.get("comparison");
    double low = number(of, "outcomeDifferenceLow", cell);
    double high = number(of, "outcomeDifferenceHigh", cell);
    assertThat((low + high) / 2).isCloseTo(average(b) - average(a), within(1e-4));
    // Welch's interval of 3 and 3 has between 2 and 4 degrees of freedom.
    double error = Math.sqrt((variance(a) + variance(b)) / 3);
    assertThat((high - low) / 2 / error).isBetween(2.776, 4.304);
  }

  private static double variance(List<Double> numbers) {
    double mean = average(numbers);
    return numbers.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum() / (numbers.size() - 1);
  }

  @Test
  void anAxisThatOneStudyFixesIsSharedAtThatValue() throws Exception {
    JsonNode data = data(page("first", "biased"));

    List<String> where = new ArrayList<>();
    data.at("/comparison/where").forEach(one -> where.add(one.asText()));
    assertThat(where).containsOnly("both", "B").hasSize(8);
    assertThat(where.stream().filter("both"::equals)).hasSize(4);
    assertThat(page("first", "biased")).contains("12 of their networks are the very same trial");
  }

  @Test
  void nothingInCommonIsSaidAndNothingIsWritten() throws Exception {
    assertThat(compare("first", "apart", "none.html"))
        .isEqualTo(
            new ReportResult.Refused(
                at("first")
                    + " and "
                    + at("apart")
                    + " have no cell in common: depth is 2, 6 in the first and 20 in the second."));
    assertThat(home.resolve("none.html")).doesNotExist();
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() throws Exception {
    Files.createDirectories(home.resolve("empty"));

    String why = ((ReportResult.Refused) compare("empty", "nowhere", ".")).why();

    assertThat(why.lines())
        .hasSize(3)
        .anySatisfy(line -> assertThat(line).contains("--out = ", "is a directory"))
        .anySatisfy(line -> assertThat(line).contains("empty holds no trained study"))
        .anySatisfy(line -> assertThat(line).contains("nowhere holds no trained study"));
    assertThat(((ReportResult.Refused) compare("first", "first", "x.html")).why())
        .contains("are the same directory");
  }

  @Test
  void scriptsAskOnlyForNumbersThatThePageHas() throws Exception {
    JsonNode of = data(page("first", "second")).get("comparison");
    for (String script : List.of("comparison-map.js", "comparison-table.js")) {
      String text =
          new String(
              Objects.requireNonNull(
                      ComparisonJob.class.getResourceAsStream(
                          "/org/gradientatlas/report/" + script))
                  .readAllBytes(),
              java.nio.charset.StandardCharsets.UTF_8);
      java.util.regex.Pattern.compile(
              "\\bof\\.((?:networks|verdicts|mechanisms|where|outcome)\\w*)")
          .matcher(text)
          .results()
          .forEach(match -> assertThat(of.has(match.group(1))).as(match.group()).isTrue());
    }
  }
}
