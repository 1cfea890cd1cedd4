package org.gradientatlas.spark.stored;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Label;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.diagnose.Evidence;
import org.gradientatlas.diagnose.Evidence.Pass;
import org.gradientatlas.diagnose.Evidence.StepFacts;
import org.gradientatlas.diagnose.LayerFacts;
import org.gradientatlas.diagnose.TrialFacts;
import org.gradientatlas.measure.Baseline;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.Outcome;
import org.gradientatlas.measure.Phase;

/** Turns stored rows of one trial into what the rules of diagnosis look at. */
public final class StoredEvidence {
  /** What is needed of trials. */
  public static final List<String> TRIAL =
      Stream.of(
              TrialCell.NAMES,
              List.of(
                  "outcome",
                  "diverged_step",
                  "steps_done",
                  "initial_loss",
                  "final_loss",
                  "final_training_loss",
                  "final_accuracy",
                  "guess_loss",
                  "guess_accuracy",
                  "measured_log10_delta_slope",
                  "theory_log10_delta_slope",
                  "theory_log10_delta_slope_sd",
                  "theory_log10_delta_slope_shift"))
          .flatMap(List::stream)
          .toList();

  /** What is needed of steps. */
  public static final List<String> STEP =
      List.of("step", "loss", "accuracy", "grad_l2", "clip_fraction");

  /** What is needed of layers. */
  public static final List<String> LAYER =
      List.of(
          "phase",
          "step",
          "layer",
          "fan_in",
          "fan_out",
          "delta_rms",
          "grad_w_abs_mean",
          "grad_zero_fraction",
          "grad_subnormal_fraction",
          "grad_nonfinite_count",
          "act_mean",
          "act_sd",
          "saturated_fraction",
          "dead_unit_fraction",
          "weight_l2",
          "weight_abs_max",
          "update_ratio",
          "theory_log10_delta_rms_ratio");

  /** From here on a bounded activation is flat. */
  private static final double FAR = 50;

  private StoredEvidence() {}

  private record PassKey(Phase phase, int step) {
    static final Comparator<PassKey> ORDER =
        Comparator.comparing(PassKey::phase).thenComparingInt(PassKey::step);
  }

  /** A pass that does not have all its layers was not stored whole, and is left out. */
  public static Evidence of(
      NamedRow trial, TrialCell cell, List<NamedRow> steps, List<NamedRow> layers) {
    int depth = cell.number("depth");
    List<Pass> passes =
        layers.stream()
            .collect(
                Collectors.groupingBy(
                    row -> new PassKey(phase(row), row.count("step")),
                    () -> new TreeMap<>(PassKey.ORDER),
                    Collectors.toList()))
            .values()
            .stream()
            .filter(rows -> rows.size() == depth + 1)
            .map(StoredEvidence::pass)
            .toList();
    List<StepFacts> sorted =
        steps.stream()
            .map(StoredEvidence::step)
            .sorted(Comparator.comparingInt(StepFacts::step))
            .toList();
    return new Evidence(trial(trial, cell), sorted, passes);
  }

  private static TrialFacts trial(NamedRow row, TrialCell cell) {
    return new TrialFacts(
        new TrialFacts.Cell(
            cell.number("depth"),
            cell.number("batch_size"),
            isBounded(cell.text("activation")),
            !cell.text("clip_kind").equals("none"),
            smallestNormal(cell.text("precision"))),
        new TrialFacts.Ending(
            Outcome.valueOf(row.text("outcome").toUpperCase(Locale.ROOT)),
            row.whole("diverged_step"),
            row.count("steps_done")),
        new TrialFacts.Scores(
            row.real("initial_loss"),
            row.real("final_loss"),
            row.real("final_training_loss"),
            row.real("final_accuracy")),
        new Baseline(row.real("guess_loss"), row.real("guess_accuracy")),
        new TrialFacts.Slope(
            row.real("measured_log10_delta_slope"),
            row.real("theory_log10_delta_slope"),
            row.real("theory_log10_delta_slope_sd"),
            row.real("theory_log10_delta_slope_shift")));
  }

  private static StepFacts step(NamedRow row) {
    return new StepFacts(
        row.count("step"),
        row.real("loss"),
        row.real("accuracy"),
        row.real("grad_l2"),
        row.real("clip_fraction"));
  }

  private static Pass pass(List<NamedRow> rows) {
    List<LayerFacts> layers =
        rows.stream()
            .map(StoredEvidence::layer)
            .sorted(Comparator.comparingInt(LayerFacts::layer))
            .toList();
    return new Pass(phase(rows.get(0)), rows.get(0).count("step"), layers);
  }

  private static LayerFacts layer(NamedRow row) {
    return new LayerFacts(
        row.count("layer"),
        new LayerFacts.Delta(row.real("delta_rms"), row.real("theory_log10_delta_rms_ratio")),
        new LayerFacts.Gradient(
            row.real("grad_w_abs_mean"),
            row.real("grad_zero_fraction"),
            row.real("grad_subnormal_fraction"),
            row.count("grad_nonfinite_count")),
        new LayerFacts.Activations(
            row.real("act_mean"),
            row.real("act_sd"),
            row.real("saturated_fraction"),
            row.real("dead_unit_fraction")),
        new LayerFacts.Weights(
            (long) row.count("fan_in") * row.count("fan_out"),
            row.real("weight_l2"),
            row.real("weight_abs_max"),
            row.real("update_ratio")));
  }

  private static Phase phase(NamedRow row) {
    return row.text("phase").equals(Phase.PROBE.label()) ? Phase.PROBE : Phase.TRAIN;
  }

  private static double smallestNormal(String precision) {
    return Arrays.stream(Precision.values())
        .filter(p -> p.label().equals(precision))
        .findFirst()
        .orElse(Precision.FLOAT64)
        .smallestNormal();
  }

  /**
   * Whether phi' goes to 0 on both sides: there units saturate, elsewhere half of them may rest.
   */
  static boolean isBounded(String text) {
    Label label = Label.of(text);
    double[] parameters = label.parameters().stream().mapToDouble(Double::parseDouble).toArray();
    for (Activation activation : Activation.values()) {
      if (activation.label().equals(label.name())) {
        double[] p = parameters.length > 0 ? parameters : Variant.of(activation).array();
        double flat = LayerStats.SATURATED_BELOW * activation.steepest(p);
        return Math.abs(activation.derivative(FAR, p)) < flat
            && Math.abs(activation.derivative(-FAR, p)) < flat;
      }
    }
    return false;
  }
}
