package org.gradientatlas.diagnose;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The diagnosis rules. A new rule needs only a constant: its diagnosis, condition (with names of
 * thresholds from rules-defaults.conf in braces), source, severity and check.
 *
 * <p>Sources: SM, Amazon SageMaker Debugger's built-in rules; AT, AutoTrainer (Zhang et al., ICSE
 * 2021); DD, DeepDiagnosis (Wardat et al., ICSE 2022); UI, the guidance to Deeplearning4j's
 * training UI; ours, this project.
 */
@SuppressWarnings("ImmutableEnumChecker") // stateless method references
public enum Rule {
  /** A number was NaN or infinite. */
  NON_FINITE(
      Mechanism.NON_FINITE,
      Severity.FAIL,
      "a loss, weight, gradient or activation is NaN or infinite",
      "SM, AT",
      NetworkRules::nonFinite),
  /** Delta grows towards the input. */
  EXPLODING_SLOPE(
      Mechanism.EXPLODING,
      Severity.FAIL,
      "delta_rms grows towards the input: log10 delta_rms has a least-squares slope of at least"
          + " {slope} decades a layer, and delta_rms of layer 1 is at least {growth} times that of"
          + " the last hidden layer, in at least {share} of the recorded passes; unless clipping"
          + " changed the gradient at {clipped} or more of the recorded steps; over time steps in a"
          + " recurrent network, over blocks by stream_delta_rms",
      "growth: AT; the rest: ours",
      GradientRules::explodingSlope),
  /** The gradient grows during training. */
  EXPLODING_NORM(
      Mechanism.EXPLODING,
      Severity.FAIL,
      "the global gradient norm of a step is above {norm}, or above both {ratio} times that "
          + "of step 0 and {least}",
      "ours",
      GradientRules::explodingNorm),
  /** Delta shrinks towards the input. */
  VANISHING_SLOPE(
      Mechanism.VANISHING,
      Severity.FAIL,
      "delta_rms shrinks towards the input: log10 delta_rms has a least-squares slope of at "
          + "most {slope} decades a layer, and delta_rms of layer 1 is at most {decay} times that "
          + "of the last hidden layer, in the last recorded pass; over time steps in a recurrent"
          + " network, over blocks by stream_delta_rms",
      "slope: ours; decay: AT",
      GradientRules::vanishingSlope),
  /** A layer's gradient is almost 0. */
  VANISHING_FLOOR(
      Mechanism.VANISHING,
      Severity.FAIL,
      "the mean absolute weight gradient of a hidden layer is below {gradient} in the last recorded"
          + " pass while the output layer's is not",
      "SM, DD",
      GradientRules::vanishingFloor),
  /** Numbers are too small for the precision. */
  UNDERFLOW(
      Mechanism.VANISHING,
      Severity.FAIL,
      "in the last recorded pass, at least {fraction} of the weight gradient entries of a hidden "
          + "layer, but not of the "
          + "output layer, are 0 or subnormal; the layer's input and delta are small enough to be "
          + "the reason; and theory in float64 predicts a delta that is not 0",
      "ours",
      GradientRules::underflow),
  /** Gradients of 0 everywhere. */
  GRAD_ZERO(
      Mechanism.DEAD,
      Severity.FAIL,
      "in the last recorded pass, at least {share} of all weight gradient entries are exactly 0, "
          + "not counting underflow",
      "AT",
      GradientRules::gradZero),
  /** Units that are inactive for every example. */
  DEAD_UNITS(
      Mechanism.DEAD,
      Severity.FAIL,
      "in the last recorded pass, phi'(z) is 0 on the whole batch for more than {fraction} of the "
          + "units of a hidden layer plus {errors} standard deviations of such a fraction by "
          + "chance, sqrt(0.25/width), at most {most}",
      "fraction: SM; the rest: ours",
      NetworkRules::deadUnits),
  /** Units are in the flat part of phi. */
  SATURATED(
      Mechanism.SATURATED,
      Severity.FAIL,
      "in the last recorded pass, abs(phi'(z)) is below 5 % of its greatest value for more than"
          + " {fraction} of the outputs of a hidden layer; only for activations that are flat on"
          + " both sides",
      "ours; SM's limits (tanh: abs(z) > 9.5, sigmoid: > 17) fire far too late",
      NetworkRules::saturated),
  /** A gate is open or shut for most of its inputs. */
  GATES_SATURATED(
      Severity.WARN,
      "in the last recorded pass, the slope of a gate is below 5 % of its greatest value for more"
          + " than {fraction} of its outputs: it is open or shut whatever its input, and hardly"
          + " learns",
      "ours",
      NetworkRules::gatesSaturated),
  /** Attention has made all tokens alike. */
  RANK_COLLAPSE(
      Severity.WARN,
      "in the last recorded pass, what is left of the differences between the tokens of an example"
          + " after a block, rank_residual, is below {residual}: attention then cannot tell them"
          + " apart, and its queries and keys hardly learn",
      "Dong 2021; the limit: ours",
      NetworkRules::rankCollapse),
  /** Activations differ in size between layers. */
  POOR_INIT(
      Severity.WARN,
      "the variance of the activations of one hidden layer is more than {ratio} times that of"
          + " another in a pass before step {steps}, and their standard deviations differ by more "
          + "than {rate} decades a layer",
      "SM; ratio and rate: ours",
      NetworkRules::poorInit),
  /** Updates are too small or too large for the weights. */
  UPDATE_RATIO(
      Severity.WARN,
      "the median over the recorded steps of mean abs(update) / mean abs(weight) of a layer "
          + "is outside {warn-below} to {warn-above} (WARN), or outside {fail-below} to "
          + "{fail-above} (FAIL)",
      "warn: UI; fail: SM",
      NetworkRules::updateRatio),
  /** A weight became very large. */
  WEIGHT_LARGE(
      Severity.WARN,
      "the largest abs(weight) of a layer is above {weight} at a recorded step after the "
          + "first",
      "AT",
      NetworkRules::weightLarge),
  /** A layer does not change. */
  UNCHANGED(
      Severity.WARN,
      "mean abs(update) / mean abs(weight) of a layer is below {update} at {records} recorded steps"
          + " in a row",
      "SM",
      NetworkRules::unchanged),
  /** Clipping leaves too little of the updates. */
  CLIP_TOO_TIGHT(
      Severity.WARN,
      "the network did not learn, clipping changed the gradient at {share} or more of the recorded "
          + "steps, and the movement of the weights is below {movement}",
      "ours",
      CauseRules::clipTooTight),
  /** The weights hardly moved, because gradients vanished from the start. */
  VANISHING_START(
      Severity.WARN,
      "the network did not learn, the movement of the weights is below {movement}, and delta_rms "
          + "shrinks towards the input in the probe, by the limits of VANISHING_SLOPE",
      "ours",
      CauseRules::vanishingStart),
  /** The weights hardly moved, although gradients did not vanish. */
  RATE_TOO_SMALL(
      Severity.WARN,
      "the network did not learn, and the movement of the weights is below {movement}: the median "
          + "over the layers of their median mean abs(update) / mean abs(weight), times the steps; "
          + "unless the gradients vanish in the probe, which a larger rate does not mend",
      "ours",
      CauseRules::rateTooSmall),
  /** Training ended too early. */
  TOO_FEW_STEPS(
      Severity.WARN,
      "the network did not learn, and its batch loss fell by more than {fall} of itself in the "
          + "second half of the steps",
      "ours",
      CauseRules::tooFewSteps),
  /** Updates are large for the weights. */
  RATE_TOO_LARGE(
      Severity.WARN,
      "the network did not learn, and the median over the layers of their median mean abs(update) "
          + "/ mean abs(weight) is above {ratio}",
      "UI",
      CauseRules::rateTooLarge),
  /** Clipping changes nearly every step. */
  CLIP_ALWAYS(
      Severity.NOTE,
      "clipping changed the gradient at more than {share} of the recorded steps",
      "asked for by users of several trainers",
      NetworkRules::clipAlways),
  /** Clipping does nothing. */
  CLIP_NEVER(
      Severity.NOTE,
      "there is a clip rule, but it changed the gradient at no recorded step",
      "asked for by users of several trainers",
      NetworkRules::clipNever),
  /** No better than guessing. */
  NOT_LEARNING(
      OutcomeVerdict.NOT_LEARNING,
      Severity.FAIL,
      "the final loss is at most {loss} (relative) below the loss of guessing, and the "
          + "accuracy is less than {confident-gain} above that of guessing; or the accuracy is "
          + "less than {accuracy-gain} above that of guessing",
      "AT; confident-gain: ours",
      LearningRules::notLearning),
  /** Better than guessing, but far from what the study's data allow. */
  PARTLY_LEARNING(
      OutcomeVerdict.PARTLY_LEARNING,
      Severity.WARN,
      "the network closes less than {share} of the way from guessing to the best network of the "
          + "study on the same data: in accuracy, or for regression in loss",
      "ours",
      LearningRules::partlyLearning),
  /** The loss stopped falling. */
  LOSS_STALL(
      Severity.WARN,
      "no batch loss of the last {records} recorded steps is below the lowest one before " + "them",
      "SM",
      LearningRules::lossStall),
  /** Accuracy goes up and down. */
  OSCILLATING(
      Severity.NOTE,
      "the batch accuracy falls from a peak to the next trough by at least {gap} plus "
          + "{errors} standard errors of such a difference, and the number of such falls is at "
          + "least {share} of the number of records",
      "AT; standard errors: ours",
      LearningRules::oscillating),
  /** Better on training than on validation data. */
  OVERFITTING(
      Severity.NOTE,
      "(validation loss - training loss) / training loss is above {gap} at the end, and the"
          + " difference is more than {least} of the loss of guessing",
      "gap: SM; least: ours",
      LearningRules::overfitting),
  /** Different from what theory predicts. */
  OFF_THEORY(
      Severity.NOTE,
      "the probe's slope differs from its prediction, with and without the shift of finite "
          + "width, by more than {errors} finite-width standard deviations plus {slack} decades a "
          + "layer",
      "ours",
      GradientRules::offTheory);

  private final String key = name().toLowerCase(Locale.ROOT).replace('_', '-');
  private final @Nullable Mechanism mechanism;
  private final @Nullable OutcomeVerdict verdict;
  private final Severity severity;
  private final String condition;
  private final String source;
  private final Function<Check, Answer> look;

  Rule(Severity severity, String condition, String source, Function<Check, Answer> look) {
    this(null, null, severity, condition, source, look);
  }

  Rule(
      Mechanism mechanism,
      Severity severity,
      String condition,
      String source,
      Function<Check, Answer> look) {
    this(mechanism, null, severity, condition, source, look);
  }

  Rule(
      OutcomeVerdict verdict,
      Severity severity,
      String condition,
      String source,
      Function<Check, Answer> look) {
    this(null, verdict, severity, condition, source, look);
  }

  Rule(
      @Nullable Mechanism mechanism,
      @Nullable OutcomeVerdict verdict,
      Severity severity,
      String condition,
      String source,
      Function<Check, Answer> look) {
    this.mechanism = mechanism;
    this.verdict = verdict;
    this.severity = severity;
    this.condition = condition;
    this.source = source;
    this.look = look;
  }

  /** The mechanism it indicates; null for none. */
  public @Nullable Mechanism mechanism() {
    return mechanism;
  }

  /** The outcome it indicates; null for none. */
  public @Nullable OutcomeVerdict verdict() {
    return verdict;
  }

  /** How bad it is. */
  public Severity severity() {
    return severity;
  }

  /** When it fires, in words, with names of thresholds in braces. */
  public String condition() {
    return condition;
  }

  /** Whether it warns of something else than what mechanisms and verdicts say. */
  public boolean isWarning() {
    return mechanism == null && verdict == null && severity == Severity.WARN;
  }

  /** Its name in words: {@code rank collapse}. */
  public String words() {
    return key.replace('-', ' ');
  }

  /** Whose rule it is. */
  public String source() {
    return source;
  }

  /** Its key in the thresholds, for example {@code vanishing-slope}. */
  public String key() {
    return key;
  }

  /** Applies the rule to a trial. */
  Answer look(Evidence evidence, Thresholds thresholds) {
    return look.apply(new Check(this, evidence, thresholds));
  }
}
