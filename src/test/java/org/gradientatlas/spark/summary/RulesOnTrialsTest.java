package org.gradientatlas.spark.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gradientatlas.diagnose.Gate;
import org.gradientatlas.diagnose.Rule;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.query.StudyDatabase;
import org.gradientatlas.spark.SilentJobs;
import org.gradientatlas.spark.sweep.SweepResult;
import org.gradientatlas.study.file.RuleSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every rule on a trained network that provokes it, and on one that must not. */
class RulesOnTrialsTest {
  private static final int HEALTHY = 32;
  private static final int OVERFLOWS = 11;
  private static final int EXPLODES = 12;
  private static final int VANISHES = 13;
  private static final int UNDERFLOWS = 8;
  private static final int DIES = 14;
  private static final int SATURATES = 15;
  private static final int FADES = 16;
  private static final int STANDS = 17;
  private static final int ALWAYS_CLIPPED = 18;
  private static final int NEVER_CLIPPED = 19;
  private static final int SOMETIMES_CLIPPED = 20;
  private static final int STALLS = 21;
  private static final int MEMORIZES = 22;
  private static final int OSCILLATES = 44;
  private static final int HELD = 23;
  private static final int FALLS = 24;
  private static final int LEAPS = 27;
  private static final int NARROW = 1;
  private static final int STAYS_OPEN = 9;
  private static final int GATED = 10;
  private static final int COLLAPSES = 6;
  private static final int KEEPS_RANK = 7;

  /**
   * The width names the network. Each provokes its rule by far: seeds 3 and five others, by three
   * kernels.
   */
  private static final String STUDY =
      """
      study { name = provoked, replicates = 1, seed = 3 }
      grid = [
        { width = 32, depth = 3, activation = tanh }
        { width = 11, depth = 5, activation = relu, initializer = "normal(1e12)" }
        { width = 12, depth = 14, activation = relu, initializer = "normal(2)", learning-rate = 1e-12 }
        { width = 13, depth = 14, activation = sigmoid }
        { width = 8, depth = 80, activation = sigmoid, training.steps = 4 }
        { width = 14, depth = 4, activation = relu, initializer = "constant(-1)" }
        { width = 15, depth = 2, activation = tanh, initializer = "normal(3)" }
        { width = 16, depth = 4, activation = relu, initializer = "normal(0.01)" }
        { width = 17, depth = 2, activation = tanh, learning-rate = 1e-12
          data { noise = 10, examples = 2000 } }
        { width = 18, depth = 2, activation = tanh, clip = "value(1e-5)" }
        { width = 19, depth = 2, activation = tanh, clip = "value(1e3)" }
        { width = 20, depth = 2, activation = tanh, clip = "global-norm(0.6)" }
        { width = 21, depth = 2, activation = tanh, learning-rate = 1000, data.noise = 10 }
        { width = 22, depth = 2, activation = tanh, learning-rate = 0.5, batch-size = 30
          data { noise = 2, examples = 120, validation-fraction = 0.5 } }
        { width = 44, depth = 4, activation = tanh, learning-rate = 3, batch-size = 1600
          data { noise = 2, examples = 2000 } }
        { width = 23, depth = 2, activation = tanh, clip = "value(1e-5)"
          data { noise = 10, examples = 2000 } }
        { width = 24, depth = 2, activation = tanh, initializer = "normal(1)", learning-rate = 0.003
          batch-size = 320 }
        { width = 27, depth = 10, activation = relu, optimizer = adam, learning-rate = 1 }
        { width = 1, depth = 40, activation = selu, initializer = "orthogonal(1.5)"
          training { steps = 0, precision = float64 } }
        { width = 9, depth = 1, architecture = "recurrent(lstm,forget-bias=8)"
          data { type = sequence, time-steps = 5 } }
        { width = 10, depth = 1, architecture = "recurrent(lstm)"
          data { type = sequence, time-steps = 5 } }
        { width = 6, depth = 6, architecture = { type = transformer, norm = none, mlp = 0, skips = false }
          initializer = lecun-normal, learning-rate = 1e-6, data { type = sequence, time-steps = 5 } }
        { width = 7, depth = 6, architecture = transformer, data { type = sequence, time-steps = 5 } }
      ]
      data { classes = 4, features = 8, examples = 400 }
      training { steps = 40, record = every }
      """;

  /** A network that provokes a rule, and one that does not although the rule has looked at it. */
  private record Pair(int fires, int quiet) {}

  private static final Map<Rule, Pair> PAIRS =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(Rule.NON_FINITE, new Pair(OVERFLOWS, EXPLODES)),
              Map.entry(Rule.EXPLODING_SLOPE, new Pair(EXPLODES, VANISHES)),
              Map.entry(Rule.EXPLODING_NORM, new Pair(EXPLODES, HEALTHY)),
              Map.entry(Rule.GRAD_ZERO, new Pair(DIES, UNDERFLOWS)),
              Map.entry(Rule.DEAD_UNITS, new Pair(DIES, VANISHES)),
              Map.entry(Rule.VANISHING_SLOPE, new Pair(VANISHES, EXPLODES)),
              Map.entry(Rule.VANISHING_FLOOR, new Pair(VANISHES, HEALTHY)),
              Map.entry(Rule.UNDERFLOW, new Pair(UNDERFLOWS, VANISHES)),
              Map.entry(Rule.SATURATED, new Pair(SATURATES, HEALTHY)),
              Map.entry(Rule.GATES_SATURATED, new Pair(STAYS_OPEN, GATED)),
              Map.entry(Rule.RANK_COLLAPSE, new Pair(COLLAPSES, KEEPS_RANK)),
              Map.entry(Rule.POOR_INIT, new Pair(FADES, HEALTHY)),
              Map.entry(Rule.UPDATE_RATIO, new Pair(STANDS, HEALTHY)),
              Map.entry(Rule.WEIGHT_LARGE, new Pair(SATURATES, HEALTHY)),
              Map.entry(Rule.UNCHANGED, new Pair(STANDS, HEALTHY)),
              Map.entry(Rule.CLIP_ALWAYS, new Pair(ALWAYS_CLIPPED, SOMETIMES_CLIPPED)),
              Map.entry(Rule.CLIP_NEVER, new Pair(NEVER_CLIPPED, SOMETIMES_CLIPPED)),
              Map.entry(Rule.NOT_LEARNING, new Pair(VANISHES, HEALTHY)),
              Map.entry(Rule.PARTLY_LEARNING, new Pair(FALLS, HEALTHY)),
              Map.entry(Rule.CLIP_TOO_TIGHT, new Pair(HELD, SOMETIMES_CLIPPED)),
              Map.entry(Rule.VANISHING_START, new Pair(FADES, STANDS)),
              Map.entry(Rule.RATE_TOO_SMALL, new Pair(STANDS, HEALTHY)),
              Map.entry(Rule.TOO_FEW_STEPS, new Pair(FALLS, HEALTHY)),
              Map.entry(Rule.RATE_TOO_LARGE, new Pair(LEAPS, HEALTHY)),
              Map.entry(Rule.LOSS_STALL, new Pair(STALLS, HEALTHY)),
              Map.entry(Rule.OSCILLATING, new Pair(OSCILLATES, HEALTHY)),
              Map.entry(Rule.OVERFITTING, new Pair(MEMORIZES, HEALTHY)),
              Map.entry(Rule.OFF_THEORY, new Pair(NARROW, HEALTHY))));

  @TempDir static Path out;

  @BeforeAll
  static void trainAndSummarize() throws IOException {
    Path file = Files.writeString(out.resolve("_study.conf"), STUDY);
    assertThat(SilentJobs.sweep(file, out)).isInstanceOf(SweepResult.Done.class);
    summarize(List.of());
  }

  private static SummaryResult.Done summarize(List<String> overrides, String... gate)
      throws IOException {
    var thresholds = new Thresholds(RuleSettings.load(null, overrides));
    return (SummaryResult.Done)
        SilentJobs.summarize(out, thresholds, new Gate(new LinkedHashSet<>(List.of(gate))));
  }

  private static String diagnosis(int width, String column) throws Exception {
    try (var duck = java.sql.DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT %s FROM '%s/diagnoses/*.parquet' WHERE width = %d"
                    .formatted(column, out, width))) {
      assertThat(rows.next()).isTrue();
      String value = String.valueOf(rows.getObject(1));
      assertThat(rows.next()).as("one row a trial").isFalse();
      return value;
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyRuleFiresWhereItMustAndOnlyThere(Rule rule) throws Exception {
    Pair pair = Objects.requireNonNull(PAIRS.get(rule), "a new rule needs a pair of networks");
    String fired = "list_contains(rules_fired, '%s')".formatted(rule);
    String silent = "list_contains(rules_not_evaluable, '%s')".formatted(rule);
    assertThat(diagnosis(pair.fires(), fired)).as("fires").isEqualTo("true");
    assertThat(diagnosis(pair.quiet(), fired)).as("does not fire").isEqualTo("false");
    assertThat(diagnosis(pair.quiet(), silent)).as("is not evaluable").isEqualTo("false");
  }

  @Test
  void mechanismAndOutcomeAreToldApart() throws Exception {
    assertThat(diagnosis(HEALTHY, "mechanism || ' ' || outcome_verdict || ' ' || severity"))
        .isEqualTo("HEALTHY LEARNED OK");
    assertThat(diagnosis(OVERFLOWS, "mechanism || ' ' || outcome_verdict"))
        .isEqualTo("NON_FINITE DIVERGED");
    assertThat(diagnosis(UNDERFLOWS, "mechanism || ' ' || outcome_verdict"))
        .isEqualTo("VANISHING NOT_LEARNING");
    assertThat(diagnosis(STANDS, "mechanism || ' ' || outcome_verdict || ' ' || cause"))
        .isEqualTo("HEALTHY NOT_LEARNING RATE_TOO_SMALL");
    assertThat(diagnosis(HEALTHY, "cause IS NULL")).as("it learned").isEqualTo("true");
    assertThat(diagnosis(NARROW, "outcome_verdict")).as("probe alone").isEqualTo("NOT_EVALUABLE");
    assertThat(
            diagnosis(
                SATURATES,
                "rule || ' ' || phase || ' ' || layer || ' ' || step || ' ' || threshold"))
        .isEqualTo("SATURATED train 2 39 0.8");
  }

  @Test
  void theSlopeOfAPassIsFittedAsTheColumnOfTrialsIs() throws Exception {
    String measured =
        """
        SELECT max(abs(f.measured_log10_delta_slope - t.measured_log10_delta_slope))
        FROM forecasts f JOIN trials t USING (trial_id)
        """;
    try (var database = new StudyDatabase(out)) {
      assertThat(database.number(measured)).isLessThan(1e-9);
      assertThat(database.number("SELECT count(*) FROM forecasts WHERE agrees"))
          .isGreaterThanOrEqualTo(10);
      assertThat(
              database.number("SELECT count(*) FROM forecasts WHERE agrees IS NULL AND width = 11"))
          .as("a probe that overflows is not scored")
          .isEqualTo(1);
    }
  }

  @Test
  void anotherThresholdIsAnotherVerdictWithoutTraining() throws Exception {
    String version = diagnosis(VANISHES, "ruleset_version");
    List<Path> before = trials();
    summarize(
        List.of(
            "rules.vanishing-slope.slope=-10",
            "rules.vanishing-floor.gradient=0",
            "rules.saturated.fraction=1"));
    try {
      assertThat(diagnosis(VANISHES, "mechanism")).isEqualTo("HEALTHY");
      assertThat(diagnosis(VANISHES, "ruleset_version")).isNotEqualTo(version);
      assertThat(trials()).isEqualTo(before);
    } finally {
      summarize(List.of());
    }
    assertThat(diagnosis(VANISHES, "mechanism")).isEqualTo("VANISHING");
    assertThat(diagnosis(VANISHES, "ruleset_version")).isEqualTo(version);
  }

  private static List<Path> trials() throws IOException {
    try (var files = Files.list(out.resolve("trials"))) {
      return files.toList();
    }
  }

  @Test
  void aGateNamesTheTrialsThatItStopped() throws Exception {
    assertThat(summarize(List.of()).stopped()).isEmpty();
    assertThat(summarize(List.of(), "EXPLODING", "DEAD").stopped())
        .containsPattern("--fail-on EXPLODING,DEAD: [1-4] of 23 trials")
        .contains("(EXPLODING_SLOPE): depth=14, width=12")
        .contains("DEAD NOT_LEARNING (GRAD_ZERO): depth=4, width=14");
  }
}
