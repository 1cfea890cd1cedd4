package org.gradientatlas.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradientatlas.diagnose.Trials.NONE;
import static org.gradientatlas.diagnose.Trials.completed;
import static org.gradientatlas.diagnose.Trials.evidence;
import static org.gradientatlas.diagnose.Trials.facts;
import static org.gradientatlas.diagnose.Trials.pass;
import static org.gradientatlas.diagnose.Trials.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gradientatlas.diagnose.Evidence.StepFacts;
import org.gradientatlas.measure.Outcome;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.study.file.RuleSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits of the rules, on made-up rows. */
class DiagnosisTest {
  private static final Thresholds DEFAULTS = new Thresholds(RuleSettings.defaults());

  private static Diagnosis diagnose(Evidence evidence) {
    return Diagnosis.of(evidence, DEFAULTS);
  }

  private static Finding finding(Evidence evidence, Rule rule) {
    return diagnose(evidence).findings().stream()
        .filter(f -> f.rule() == rule)
        .findFirst()
        .orElseThrow(() -> new AssertionError(rule + " did not fire"));
  }

  @Test
  void nothingIsWrongWithAHealthyTrial() {
    Diagnosis diagnosis = diagnose(evidence(pass(Phase.PROBE, 0, 1, 1, 1, 1, 1)));
    assertThat(diagnosis.mechanism()).isEqualTo(Mechanism.HEALTHY);
    assertThat(diagnosis.verdict()).isEqualTo(OutcomeVerdict.LEARNED);
    assertThat(diagnosis.findings()).extracting(Finding::rule).containsOnly(Rule.CLIP_ALWAYS);
    assertThat(diagnosis.severity()).isEqualTo(Severity.NOTE);
  }

  /** Four hidden layers, the first skipped by the fit; the growth is layer 1 over layer 4. */
  @ParameterizedTest
  @CsvSource({
    "1e-6, 1e-4, 1e-2, 1, VANISHING", "1e-3, 1e-2, 1e-1, 1, VANISHING",
    "1.01e-3, 1e-2, 1e-1, 1, HEALTHY", "1e6, 1e4, 1e2, 1, EXPLODING",
    "70.1, 10, 2, 1, EXPLODING", "69.9, 10, 2, 1, HEALTHY",
    "1e-4, 1, 1, 1, HEALTHY", "1, 1, 1, 0, HEALTHY"
  })
  void slopeAndFactorMustBothBeSteep(
      double first, double second, double third, double fourth, Mechanism mechanism) {
    Evidence evidence = unclipped(pass(Phase.PROBE, 0, first, second, third, fourth, 1));
    assertThat(diagnose(evidence).mechanism()).isEqualTo(mechanism);
  }

  /** A standard deviation of 0.02, a prediction of 0, and 4 deviations plus 0.01 either side. */
  @ParameterizedTest
  @CsvSource({
    "0.089, 0, false", "0.091, 0, true", "-0.091, 0, true", "-0.091, -0.1, false",
    "-0.189, -0.1, false", "-0.191, -0.1, true", "0.091, -0.1, true", "0.189, 0.1, false"
  })
  void theoryIsAnIntervalFromTheMeanFieldToItsShift(double slope, double shift, boolean off) {
    Evidence evidence =
        new Evidence(
            Trials.shifted(slope, shift), List.of(), List.of(pass(Phase.PROBE, 0, 1, 1, 1, 1, 1)));
    boolean fired =
        diagnose(evidence).findings().stream().anyMatch(f -> f.rule() == Rule.OFF_THEORY);
    assertThat(fired).isEqualTo(off);
  }

  @Test
  void aRatioWithoutAValueIsNoFinding() {
    Diagnosis diagnosis = diagnose(evidence(pass(Phase.PROBE, 0, 1, 1, 1, 0, 0)));
    assertThat(diagnosis.notEvaluable())
        .contains(Rule.EXPLODING_SLOPE, Rule.VANISHING_SLOPE, Rule.UPDATE_RATIO);
  }

  private static Evidence unclipped(Evidence.Pass... passes) {
    return new Evidence(
        facts(Outcome.COMPLETED, 100, 1, 0.8, 1, false), steps(0.9, 0.9, 0.9), List.of(passes));
  }

  private static final Evidence.Pass FLAT = pass(Phase.TRAIN, 0, 1, 1, 1, 1, 1);

  @Test
  void anExplosionMustHoldInHalfOfThePasses() {
    var steep = pass(Phase.PROBE, 0, 1e6, 1e4, 1e2, 1, 1);
    assertThat(diagnose(unclipped(steep, FLAT)).mechanism()).isEqualTo(Mechanism.EXPLODING);
    assertThat(diagnose(unclipped(steep, FLAT, FLAT)).mechanism()).isEqualTo(Mechanism.HEALTHY);
  }

  @Test
  void clippingAtEveryStepTamesAnExplosion() {
    var steep = pass(Phase.PROBE, 0, 1e6, 1e4, 1e2, 1, 1);
    assertThat(diagnose(evidence(steep)).fired()).contains("CLIP_ALWAYS");
    assertThat(diagnose(evidence(steep)).mechanism()).isEqualTo(Mechanism.HEALTHY);
  }

  @Test
  void aGradientThatRecoversDoesNotVanish() {
    var steep = pass(Phase.PROBE, 0, 1e-6, 1e-4, 1e-2, 1, 1);
    assertThat(diagnose(unclipped(steep, steep, FLAT)).mechanism()).isEqualTo(Mechanism.HEALTHY);
    assertThat(diagnose(unclipped(FLAT, FLAT, steep)).mechanism()).isEqualTo(Mechanism.VANISHING);
  }

  /** Of a network that ended at the loss of guessing, 2. */
  @Test
  void aNetworkThatDidNotLearnHasACause() {
    TrialFacts failed = facts(Outcome.COMPLETED, 100, 2, 0.1, 2, false);
    assertThat(cause(failed, steps(0.1), 2.9e-4)).isEqualTo(Rule.RATE_TOO_SMALL);
    assertThat(cause(failed, steps(0.1), 3.1e-4)).isNull();
    assertThat(cause(failed, steps(0.1), 1.1e-2)).isEqualTo(Rule.RATE_TOO_LARGE);
    assertThat(cause(failed, losses(3, 2.5, 2.3), 1e-3)).isEqualTo(Rule.TOO_FEW_STEPS);
    assertThat(cause(failed, losses(3, 2.5, 2.4), 1e-3)).isNull();
    TrialFacts clipped = facts(Outcome.COMPLETED, 100, 2, 0.1, 2, true);
    assertThat(cause(clipped, steps(0.1), 9e-4)).isEqualTo(Rule.CLIP_TOO_TIGHT);
    TrialFacts learned = facts(Outcome.COMPLETED, 100, 1, 0.8, 1, false);
    assertThat(cause(learned, steps(0.1), 2.9e-4)).isNull();
  }

  /** The weights moved as little as for {@link Rule#RATE_TOO_SMALL}. */
  @Test
  void noRateIsBlamedWhereGradientsVanishedFromTheStart() {
    TrialFacts failed = facts(Outcome.COMPLETED, 100, 2, 0.1, 2, false);
    var steep = pass(Phase.PROBE, 0, 1e-6, 1e-4, 1e-2, 1, 1);
    assertThat(cause(failed, steps(0.1), 2.9e-4, steep)).isEqualTo(Rule.VANISHING_START);
    assertThat(cause(failed, steps(0.1), 3.1e-4, steep)).isNull();
    var flat = pass(Phase.PROBE, 0, 1, 1, 1, 1, 1);
    assertThat(cause(failed, steps(0.1), 2.9e-4, flat)).isEqualTo(Rule.RATE_TOO_SMALL);
    TrialFacts learned = facts(Outcome.COMPLETED, 100, 1, 0.8, 1, false);
    assertThat(cause(learned, steps(0.1), 2.9e-4, steep)).isNull();
  }

  private static @Nullable Rule cause(
      TrialFacts trial, List<StepFacts> steps, double updateRatio, Evidence.Pass... before) {
    var layers =
        IntStream.rangeClosed(1, 5)
            .mapToObj(layer -> Trials.layer(layer, "updateRatio", updateRatio))
            .toList();
    var passes = new ArrayList<>(List.of(before));
    passes.add(new Evidence.Pass(Phase.TRAIN, 1, layers));
    return diagnose(new Evidence(trial, steps, passes)).cause();
  }

  /** At the first step, at half of them and at the last. */
  private static List<StepFacts> losses(double first, double half, double last) {
    return List.of(
        new StepFacts(0, first, NONE, 1, NONE),
        new StepFacts(50, half, NONE, 1, NONE),
        new StepFacts(99, last, NONE, 1, NONE));
  }

  @Test
  void nothingFailsThatLearned() {
    var steep = pass(Phase.TRAIN, 9, 1e-6, 1e-4, 1e-2, 1, 1);
    Diagnosis diagnosis = diagnose(unclipped(steep));
    assertThat(diagnosis.mechanism()).isEqualTo(Mechanism.VANISHING);
    assertThat(diagnosis.verdict()).isEqualTo(OutcomeVerdict.LEARNED);
    assertThat(diagnosis.severity()).isEqualTo(Severity.WARN);
  }

  @ParameterizedTest
  @CsvSource({
    "DEAD_UNITS, dead, 0.75, 0.76", "SATURATED, saturated, 0.8, 0.81",
    "WEIGHT_LARGE, weightAbsMax, 5, 5.01", "VANISHING_FLOOR, gradAbsMean, 1e-7, 9.9e-8",
    "POOR_INIT, actSd, 31.6, 31.7", "UPDATE_RATIO, updateRatio, 1e-2, 1.01e-2",
    "UPDATE_RATIO, updateRatio, 1e-4, 9.9e-5"
  })
  void aLimitItselfIsAllowed(Rule rule, String column, double allowed, double broken) {
    assertThat(diagnose(evidence(pass(Phase.TRAIN, 1, column, allowed))).fired())
        .doesNotContain(rule.name());
    Finding finding = finding(evidence(pass(Phase.TRAIN, 1, column, broken)), rule);
    if (rule != Rule.POOR_INIT) {
      assertThat(finding.layer()).isEqualTo(2);
      assertThat(finding.observed()).isEqualTo(broken);
    }
  }

  @Test
  void updatesMayWarnOrFail() {
    assertThat(
            finding(evidence(pass(Phase.TRAIN, 0, "updateRatio", 0.1)), Rule.UPDATE_RATIO)
                .severity())
        .isEqualTo(Severity.WARN);
    assertThat(
            finding(evidence(pass(Phase.TRAIN, 0, "updateRatio", 0)), Rule.UPDATE_RATIO).severity())
        .isEqualTo(Severity.FAIL);
  }

  @Test
  void largeInitialWeightsAreNobodysFault() {
    assertThat(diagnose(evidence(pass(Phase.TRAIN, 0, "weightAbsMax", 50))).fired())
        .doesNotContain("WEIGHT_LARGE");
  }

  @Test
  void aLayerStandsStillForThreeRecords() {
    var still = new ArrayList<Evidence.Pass>();
    for (int step = 0; step < 3; step++) {
      assertThat(diagnose(evidence(still.toArray(Evidence.Pass[]::new))).fired())
          .doesNotContain("UNCHANGED");
      still.add(pass(Phase.TRAIN, step, "updateRatio", 9e-6));
    }
    Finding finding = finding(evidence(still.toArray(Evidence.Pass[]::new)), Rule.UNCHANGED);
    assertThat(finding.layer()).isEqualTo(2);
    assertThat(finding.step()).isEqualTo(2);
  }

  /** Guessing has a loss of 2 and an accuracy of 0.1. */
  @ParameterizedTest
  @CsvSource({
    "1.97, 0.15, PARTLY_LEARNING", "1.98, 0.15, NOT_LEARNING", "1.98, 0.5, LEARNED",
    "2.5, 0.21, PARTLY_LEARNING", "2.5, 0.19, NOT_LEARNING", "1.5, 0.12, PARTLY_LEARNING",
    "1.5, 0.105, NOT_LEARNING", "1.2, NaN, LEARNED", "2.5, NaN, NOT_LEARNING"
  })
  void guessingIsNotLearning(double loss, double accuracy, OutcomeVerdict verdict) {
    assertThat(diagnose(evidence(completed(loss, accuracy, loss), steps(0.5))).verdict())
        .isEqualTo(verdict);
  }

  /** The best network of the study has a loss of 0.5 and an accuracy of 0.9. */
  @ParameterizedTest
  @CsvSource({
    "1, 0.51, LEARNED", "1, 0.49, PARTLY_LEARNING",
    "1.24, NaN, LEARNED", "1.26, NaN, PARTLY_LEARNING"
  })
  void halfOfTheWayToTheBestIsLearned(double loss, double accuracy, OutcomeVerdict verdict) {
    assertThat(diagnose(evidence(completed(loss, accuracy, loss), steps(0.5))).verdict())
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"1.099, 1, false", "1.101, 1, true", "0.101, 0.002, false", "0.103, 0.002, true"})
  void aGapOfATenthIsOverfittingIfItCostsSomething(
      double validation, double training, boolean fires) {
    Diagnosis diagnosis = diagnose(evidence(completed(validation, 0.8, training), steps(0.9)));
    assertThat(diagnosis.fired().contains("OVERFITTING")).isEqualTo(fires);
    assertThat(diagnosis.verdict()).isEqualTo(OutcomeVerdict.LEARNED);
  }

  @Test
  void fallsThatSamplingExplainsAreNoOscillation() {
    // At 0.5 of 100 examples the standard error of a difference is 0.071.
    List<StepFacts> noise = steps(0.5, 0.6, 0.4, 0.6, 0.4, 0.6, 0.4, 0.6, 0.4, 0.6);
    List<StepFacts> swings = steps(0.5, 0.7, 0.4, 0.7, 0.4, 0.7, 0.4, 0.7, 0.4, 0.7);
    List<StepFacts> rise = steps(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95);
    assertThat(diagnose(evidence(completed(1, 0.8, 1), noise)).fired())
        .doesNotContain("OSCILLATING");
    assertThat(diagnose(evidence(completed(1, 0.8, 1), swings)).fired()).contains("OSCILLATING");
    assertThat(diagnose(evidence(completed(1, 0.8, 1), rise)).fired())
        .doesNotContain("OSCILLATING");
  }

  @Test
  void aStallIsTenRecordsWithoutANewLeast() {
    var losses = new ArrayList<StepFacts>();
    losses.add(new StepFacts(0, 1, NONE, 1, NONE));
    for (int step = 1; step <= 10; step++) {
      assertThat(diagnose(evidence(completed(1, 0.8, 1), losses)).fired())
          .doesNotContain("LOSS_STALL");
      losses.add(new StepFacts(step, 1 + step, NONE, 1, NONE));
    }
    assertThat(diagnose(evidence(completed(1, 0.8, 1), losses)).fired()).contains("LOSS_STALL");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 999, false",
    "1, 1001, true",
    "1e-9, 9, false",
    "1e-9, 11, true",
    "1e5, 1.1e6, true"
  })
  void aNormThatGrowsMoreThanAThousandfoldExplodes(double first, double later, boolean fires) {
    var steps =
        List.of(new StepFacts(0, 1, NONE, first, NONE), new StepFacts(8, 1, NONE, later, NONE));
    assertThat(diagnose(evidence(completed(1, 0.8, 1), steps)).fired().contains("EXPLODING_NORM"))
        .isEqualTo(fires);
  }

  @Test
  void trialsThatDidNotCompleteHaveSensibleRows() {
    var failed =
        new Evidence(facts(Outcome.FAILED, 0, NONE, NONE, NONE, false), List.of(), List.of());
    assertThat(diagnose(failed).mechanism()).isEqualTo(Mechanism.NOT_EVALUABLE);
    assertThat(diagnose(failed).verdict()).isEqualTo(OutcomeVerdict.NOT_EVALUABLE);
    assertThat(diagnose(failed).severity()).isEqualTo(Severity.FAIL);
    assertThat(diagnose(failed).decisive()).isNull();
    assertThat(diagnose(failed).notEvaluable())
        .as("all but OFF_THEORY: the probe was done")
        .hasSize(Rule.values().length - 1);
    var diverged =
        new Evidence(facts(Outcome.DIVERGED, 3, NONE, NONE, NONE, false), List.of(), List.of());
    assertThat(diagnose(diverged).mechanism()).isEqualTo(Mechanism.NON_FINITE);
    assertThat(diagnose(diverged).verdict()).isEqualTo(OutcomeVerdict.DIVERGED);
    var late = evidence(facts(Outcome.TIMED_OUT, 50, 1, 0.8, 1, false), steps(0.9));
    assertThat(diagnose(late).mechanism()).isEqualTo(Mechanism.HEALTHY);
    assertThat(diagnose(late).verdict()).isEqualTo(OutcomeVerdict.LEARNED);
    assertThat(diagnose(late).severity()).isEqualTo(Severity.FAIL);
  }
}
