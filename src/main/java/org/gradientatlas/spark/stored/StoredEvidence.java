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
import org.gradientatlas.table.schema.ColumnNames;

/** Converts the stored rows of one trial into the evidence for the diagnosis rules. */
public final class StoredEvidence {
  /** Columns of trials to read. */
  public static final List<String> TRIAL =
      Stream.of(
              TrialCell.NAMES,
              List.of(
                  ColumnNames.OUTCOME,
                  ColumnNames.DIVERGED_STEP,
                  ColumnNames.STEPS_DONE,
                  ColumnNames.INITIAL_LOSS,
                  ColumnNames.FINAL_LOSS,
                  ColumnNames.FINAL_TRAINING_LOSS,
                  ColumnNames.FINAL_ACCURACY,
                  ColumnNames.GUESS_LOSS,
                  ColumnNames.GUESS_ACCURACY,
                  ColumnNames.MEASURED_LOG10_DELTA_SLOPE,
                  ColumnNames.THEORY_LOG10_DELTA_SLOPE,
                  ColumnNames.THEORY_LOG10_DELTA_SLOPE_SD,
                  ColumnNames.THEORY_LOG10_DELTA_SLOPE_SHIFT))
          .flatMap(List::stream)
          .toList();

  /** Columns of steps to read. */
  public static final List<String> STEP =
      List.of(
          ColumnNames.STEP,
          ColumnNames.LOSS,
          ColumnNames.ACCURACY,
          ColumnNames.GRAD_L2,
          ColumnNames.CLIP_FRACTION);

  /** Columns of layers to read. */
  public static final List<String> LAYER =
      List.of(
          ColumnNames.PHASE,
          ColumnNames.STEP,
          ColumnNames.LAYER,
          ColumnNames.FAN_IN,
          ColumnNames.FAN_OUT,
          ColumnNames.DELTA_RMS,
          ColumnNames.GRAD_W_ABS_MEAN,
          ColumnNames.GRAD_ZERO_FRACTION,
          ColumnNames.GRAD_SUBNORMAL_FRACTION,
          ColumnNames.GRAD_NONFINITE_COUNT,
          ColumnNames.ACT_MEAN,
          ColumnNames.ACT_SD,
          ColumnNames.SATURATED_FRACTION,
          ColumnNames.DEAD_UNIT_FRACTION,
          ColumnNames.WEIGHT_L2,
          ColumnNames.WEIGHT_ABS_MAX,
          ColumnNames.UPDATE_RATIO,
          ColumnNames.THEORY_LOG10_DELTA_RMS_RATIO);

  /** At this input a bounded activation is flat. */
  private static final double FAR = 50;

  private StoredEvidence() {}

  private record PassKey(Phase phase, int step) {
    static final Comparator<PassKey> ORDER =
        Comparator.comparing(PassKey::phase).thenComparingInt(PassKey::step);
  }

  /**
   * Builds the evidence of one trial; a pass that lacks layers is left out.
   *
   * @param best the best final scores of the study's trials on the same data
   */
  public static Evidence of(
      NamedRow trial, TrialCell cell, Baseline best, List<NamedRow> steps, List<NamedRow> layers) {
    int depth = cell.number(ColumnNames.DEPTH);
    List<Pass> passes =
        layers.stream()
            .collect(
                Collectors.groupingBy(
                    row -> new PassKey(phase(row), row.count(ColumnNames.STEP)),
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
    return new Evidence(trial(trial, cell, best), sorted, passes);
  }

  private static TrialFacts trial(NamedRow row, TrialCell cell, Baseline best) {
    return new TrialFacts(
        new TrialFacts.Cell(
            cell.number(ColumnNames.DEPTH),
            cell.number(ColumnNames.WIDTH),
            cell.number(ColumnNames.BATCH_SIZE),
            isBounded(cell.text(ColumnNames.ACTIVATION)),
            !cell.text(ColumnNames.CLIP_KIND).equals("none"),
            smallestNormal(cell.text(ColumnNames.PRECISION))),
        new TrialFacts.Ending(
            Outcome.valueOf(row.text(ColumnNames.OUTCOME).toUpperCase(Locale.ROOT)),
            row.whole(ColumnNames.DIVERGED_STEP),
            row.count(ColumnNames.STEPS_DONE)),
        new TrialFacts.Scores(
            row.real(ColumnNames.INITIAL_LOSS),
            row.real(ColumnNames.FINAL_LOSS),
            row.real(ColumnNames.FINAL_TRAINING_LOSS),
            row.real(ColumnNames.FINAL_ACCURACY)),
        new Baseline(row.real(ColumnNames.GUESS_LOSS), row.real(ColumnNames.GUESS_ACCURACY)),
        best,
        new TrialFacts.Slope(
            row.real(ColumnNames.MEASURED_LOG10_DELTA_SLOPE),
            row.real(ColumnNames.THEORY_LOG10_DELTA_SLOPE),
            row.real(ColumnNames.THEORY_LOG10_DELTA_SLOPE_SD),
            row.real(ColumnNames.THEORY_LOG10_DELTA_SLOPE_SHIFT)));
  }

  private static StepFacts step(NamedRow row) {
    return new StepFacts(
        row.count(ColumnNames.STEP),
        row.real(ColumnNames.LOSS),
        row.real(ColumnNames.ACCURACY),
        row.real(ColumnNames.GRAD_L2),
        row.real(ColumnNames.CLIP_FRACTION));
  }

  private static Pass pass(List<NamedRow> rows) {
    List<LayerFacts> layers =
        rows.stream()
            .map(StoredEvidence::layer)
            .sorted(Comparator.comparingInt(LayerFacts::layer))
            .toList();
    return new Pass(phase(rows.get(0)), rows.get(0).count(ColumnNames.STEP), layers);
  }

  private static LayerFacts layer(NamedRow row) {
    return new LayerFacts(
        row.count(ColumnNames.LAYER),
        new LayerFacts.Delta(
            row.real(ColumnNames.DELTA_RMS), row.real(ColumnNames.THEORY_LOG10_DELTA_RMS_RATIO)),
        new LayerFacts.Gradient(
            row.real(ColumnNames.GRAD_W_ABS_MEAN),
            row.real(ColumnNames.GRAD_ZERO_FRACTION),
            row.real(ColumnNames.GRAD_SUBNORMAL_FRACTION),
            row.count(ColumnNames.GRAD_NONFINITE_COUNT)),
        new LayerFacts.Activations(
            row.real(ColumnNames.ACT_MEAN),
            row.real(ColumnNames.ACT_SD),
            row.real(ColumnNames.SATURATED_FRACTION),
            row.real(ColumnNames.DEAD_UNIT_FRACTION)),
        new LayerFacts.Weights(
            (long) row.count(ColumnNames.FAN_IN) * row.count(ColumnNames.FAN_OUT),
            row.real(ColumnNames.WEIGHT_L2),
            row.real(ColumnNames.WEIGHT_ABS_MAX),
            row.real(ColumnNames.UPDATE_RATIO)));
  }

  private static Phase phase(NamedRow row) {
    return row.text(ColumnNames.PHASE).equals(Phase.PROBE.label()) ? Phase.PROBE : Phase.TRAIN;
  }

  private static double smallestNormal(String precision) {
    return Arrays.stream(Precision.values())
        .filter(p -> p.label().equals(precision))
        .findFirst()
        .orElse(Precision.FLOAT64)
        .smallestNormal();
  }

  /**
   * Whether phi' tends to 0 on both sides. Only then do flat units mean saturation; a rectifier is
   * flat on one side by design.
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
