package org.gradientatlas.spark.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.gradientatlas.query.StudyDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page is given of each architecture, against SQL over the tables. */
class ArchitecturesOnPageTest {
  private static final short MISSING = Short.MIN_VALUE;

  /** The tensor in the first row of each layer. */
  private static final Map<String, String> LEADING =
      Map.of(
          "recurrent(tanh)", "W",
          "recurrent(lstm,forget-bias=3)", "W.i",
          "recurrent(gru)", "W.r",
          "convolution(dimensions=1)", "W",
          "residual-blocks", "W1",
          "transformer(heads=4)", "Q");

  private static final String OF_NETWORK =
      "FROM layers WHERE phase = 'probe' AND architecture = '%s' AND layer = %d AND ";

  @TempDir static Path out;
  private static String summary = "";
  private static JsonNode data;

  @BeforeAll
  static void run() throws Exception {
    summary = EveryArchitecture.run(out);
    data = EveryArchitecture.data(out);
  }

  private static double number(String query) throws Exception {
    try (var database = new StudyDatabase(out)) {
      return database.number(query);
    }
  }

  private static List<String> architectures() {
    var names = new ArrayList<String>();
    data.at("/axes/0/values").forEach(value -> names.add(value.asText()));
    return names;
  }

  private static int cell(String architecture) {
    for (int cell = 0; cell < data.at("/cells/values").size(); cell++) {
      int value = data.at("/cells/values").get(cell).get(0).asInt();
      if (architectures().get(value).equals(architecture)) {
        return cell;
      }
    }
    throw new AssertionError(architecture);
  }

  private static JsonNode series(String architecture) {
    return data.at("/series").get(cell(architecture));
  }

  private static double[] numbers(String architecture, String name) {
    return numbers(series(architecture).get(name).asText());
  }

  private static double[] numbers(String text) {
    ByteBuffer packed =
        ByteBuffer.wrap(Base64.getDecoder().decode(text)).order(ByteOrder.LITTLE_ENDIAN);
    double[] numbers = new double[packed.remaining() / 2];
    for (int i = 0; i < numbers.length; i++) {
      short one = packed.getShort();
      numbers[i] = one == MISSING ? Double.NaN : one * data.get("unit").asDouble();
    }
    return numbers;
  }

  private static void assertMean(double shown, String query, String what) throws Exception {
    assertThat(shown).as(what).isCloseTo(number(query), within(0.0011));
  }

  @Test
  void profilesAreOverLayersBlocksOrTimeSteps() {
    int passes = 1 + data.at("/sampling/steps").size();
    assertThat(architectures()).hasSize(1 + LEADING.size());
    for (String architecture : architectures()) {
      JsonNode series = series(architecture);
      boolean timed = architecture.startsWith("recurrent");
      int places = timed ? EveryArchitecture.TIME_STEPS : EveryArchitecture.DEPTH + 1;

      assertThat(series.path("over").asText("layer"))
          .as(architecture)
          .isEqualTo(
              timed
                  ? "time step"
                  : architecture.matches("residual.*|transformer.*") ? "block" : "layer");
      assertThat(numbers(architecture, "delta_rms")).as(architecture).hasSize(passes * places);
      assertThat(numbers(architecture, "act_sd")).as(architecture).hasSize(passes * places);
      assertThat(numbers(architecture, "theory")).as(architecture).hasSize(places);
      assertThat(numbers(architecture, "grad_w_l2"))
          .as(architecture)
          .hasSize(passes * (EveryArchitecture.DEPTH + 1))
          .doesNotContain(Double.NaN);
      assertThat(series.path("timeSteps")).as(architecture).hasSize(timed ? places : 0);
      assertThat(series.path("tensor").asText(null)).isEqualTo(LEADING.get(architecture));
      assertThat(series.has("token_cosine")).isEqualTo(architecture.startsWith("transformer"));
    }
  }

  @Test
  void layersHaveTheNumbersOfTheirFirstRows() throws Exception {
    for (String architecture : architectures()) {
      String tensor = LEADING.get(architecture);
      boolean timed = architecture.startsWith("recurrent");
      for (int layer = 1; layer <= EveryArchitecture.DEPTH + 1; layer++) {
        String name = layer > EveryArchitecture.DEPTH && tensor != null ? "W" : tensor;
        String where =
            OF_NETWORK.formatted(architecture, layer)
                + (name == null ? "tensor IS NULL" : "tensor = '" + name + "'");
        String what = architecture + ", layer " + layer;
        assertMean(
            numbers(architecture, "grad_w_l2")[layer - 1],
            "SELECT avg(log10(grad_w_l2)) " + where,
            what);
        if (!timed) {
          assertMean(
              numbers(architecture, "act_sd")[layer - 1],
              "SELECT avg(log10(act_sd)) " + where,
              what);
        }
      }
    }
  }

  @Test
  void theErrorSignalIsThatOfLayersStreamsAndTimeSteps() throws Exception {
    for (String architecture : architectures()) {
      double[] delta = numbers(architecture, "delta_rms");
      boolean blocks = series(architecture).path("over").asText().equals("block");
      boolean timed = series(architecture).has("timeSteps");
      int depth = EveryArchitecture.DEPTH;
      for (int place = 1; place <= (timed ? EveryArchitecture.TIME_STEPS : depth); place++) {
        String column = blocks ? "stream_delta_rms" : "delta_rms";
        String where =
            timed
                ? "time_step = " + place
                : blocks ? "stream_delta_rms IS NOT NULL" : "coalesce(tensor, 'W') = 'W'";
        assertMean(
            delta[place - 1],
            "SELECT avg(log10(%s)) ".formatted(column)
                + OF_NETWORK.formatted(architecture, timed ? depth : place)
                + where,
            architecture + ", " + place);
      }
      assertThat(Double.isNaN(delta[depth])).as("a stream after the last block").isEqualTo(blocks);
    }
  }

  @Test
  void duringTrainingTimeStepsThatAreNotRecordedAreMissing() throws Exception {
    double[] delta = numbers("recurrent(gru)", "delta_rms");
    int steps = EveryArchitecture.TIME_STEPS;
    for (int timeStep = 1; timeStep <= steps; timeStep++) {
      boolean recorded =
          number(
                  """
                  SELECT count(*) FROM layers WHERE architecture = 'recurrent(gru)'
                  AND phase = 'train' AND step = 0 AND layer = 3 AND time_step = %d
                  """
                      .formatted(timeStep))
              > 0;
      assertThat(Double.isNaN(delta[steps + timeStep - 1]))
          .as("time step %d", timeStep)
          .isNotEqualTo(recorded);
    }
    assertThat(delta).contains(Double.NaN);
  }

  @Test
  void theoryOfARecurrentNetworkIsOverTimeAndStandsOnItsOutputLayer() throws Exception {
    double[] theory = numbers("recurrent(tanh)", "theory");
    for (int timeStep = 1; timeStep <= EveryArchitecture.TIME_STEPS; timeStep++) {
      assertMean(
          theory[timeStep - 1],
          "SELECT avg(theory_log10_delta_rms_ratio) "
              + OF_NETWORK.formatted("recurrent(tanh)", 3)
              + "time_step = "
              + timeStep,
          "time step " + timeStep);
    }
    assertMean(
        numbers("recurrent(tanh)", "output")[0],
        "SELECT avg(log10(delta_rms)) "
            + OF_NETWORK.formatted("recurrent(tanh)", 4)
            + "tensor = 'W'",
        "delta of the output layer");
    assertThat(data.at("/cells/theoryMemory").get(cell("recurrent(lstm,forget-bias=3)")).asDouble())
        .isCloseTo(-1 / Math.log(1 / (1 + Math.exp(-3))), within(1e-3));
    assertThat(data.at("/cells/theoryMemory").get(cell("dense")).isNull()).isTrue();
  }

  @Test
  void histogramsAreThoseOfTheFirstTensor() throws Exception {
    try (var tables = new StudyDatabase(out)) {
      for (String architecture : LEADING.keySet()) {
        FirstHistogram.check(
            tables,
            series(architecture).get("histograms"),
            "phase = 'probe' AND architecture = '%s' AND layer = 1 AND tensor = '%s'"
                .formatted(architecture, LEADING.get(architecture)));
      }
    }
  }

  @Test
  void everyTensorOfALayerHasItsGradient() throws Exception {
    try (var tables = new StudyDatabase(out)) {
      assertThat(series("dense").has("tensors")).isFalse();
      for (String architecture : LEADING.keySet()) {
        JsonNode names = series(architecture).get("tensors");
        assertThat(names)
            .as(architecture)
            .hasSize(
                (int)
                    tables.number(
                        "SELECT count(DISTINCT tensor) FROM layers WHERE architecture = '%s'"
                            .formatted(architecture)));
        for (int tensor = 0; tensor < names.size(); tensor++) {
          double[] shown =
              numbers(series(architecture).get("tensorGradients").get(tensor).asText());
          for (int layer = 1; layer <= EveryArchitecture.DEPTH + 1; layer++) {
            double stored =
                tables.number(
                    "SELECT avg(log10(grad_w_l2)) FILTER (grad_w_l2 > 0) "
                        + OF_NETWORK.formatted(architecture, layer)
                        + "tensor = '%s' AND time_step IS NULL"
                            .formatted(names.get(tensor).asText()));
            if (Double.isNaN(stored)) {
              assertThat(shown[layer - 1]).isNaN();
            } else {
              assertThat(shown[layer - 1])
                  .as("%s, layer %d, %s", architecture, layer, names.get(tensor).asText())
                  .isCloseTo(stored, within(0.0011));
            }
          }
        }
      }
    }
  }

  @Test
  void slopesOfDifferentUnitsHaveNoDifference() {
    JsonNode changes = data.get("changes");
    for (int i = 0; i < changes.get("from").size(); i++) {
      int[] ends = {changes.get("from").get(i).asInt(), changes.get("to").get(i).asInt()};
      boolean[] timed = new boolean[2];
      for (int end = 0; end < 2; end++) {
        timed[end] = data.at("/series").get(ends[end]).has("timeSteps");
      }
      assertThat(changes.get("slope").get(i).isNull()).isEqualTo(timed[0] != timed[1]);
    }
    assertThat(changes.get("from")).hasSize(7 * 6 / 2);
  }

  @Test
  void textsNameTheUnits() throws Exception {
    assertThat(summary).contains("slope: decades a layer, block or time step;");
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("grows a layer, block or time step on its way")
        .contains("decades a layer, block or time step off its prediction");
  }
}
