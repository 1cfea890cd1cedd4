package org.gradientatlas.spark.stored;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
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
import org.gradientatlas.table.file.RowCursor;
import org.gradientatlas.table.schema.ColumnNames;
import org.jspecify.annotations.Nullable;

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

  /** At this input a bounded activation is flat. */
  private static final double FAR = 50;

  private StoredEvidence() {}

  private record PassKey(Phase phase, int step) {
    static final Comparator<PassKey> ORDER =
        Comparator.comparing(PassKey::phase).thenComparingInt(PassKey::step);
  }

  /**
   * A row of layers.
   *
   * @param tensor which of a layer's tensors; null where a layer has one row
   * @param timeStep null unless the row is about one
   * @param streamDelta the derivative with respect to the stream; NaN where there is none
   * @param rankResidual what is left of the tokens' differences; NaN where there are none
   */
  public record LayerRow(
      Phase phase,
      int step,
      LayerFacts facts,
      @Nullable String tensor,
      @Nullable Integer timeStep,
      double streamDelta,
      double rankResidual) {}

  /**
   * Builds the evidence of one trial; a pass that lacks layers is left out.
   *
   * @param steps its rows of steps, in any order
   * @param layers its rows of layers, in any order
   */
  public static Evidence of(TrialFacts trial, List<StepFacts> steps, List<LayerRow> layers) {
    int depth = trial.cell().depth();
    var rows = new TreeMap<PassKey, List<LayerRow>>(PassKey.ORDER);
    PassKey last = null;
    List<LayerRow> pass = new ArrayList<>();
    for (LayerRow row : layers) {
      // The rows of a pass are mostly adjacent.
      if (last == null || last.step() != row.step() || last.phase() != row.phase()) {
        last = new PassKey(row.phase(), row.step());
        pass = rows.computeIfAbsent(last, key -> new ArrayList<>(depth + 1));
      }
      pass.add(row);
    }
    List<Pass> passes =
        rows.entrySet().stream()
            .map(
                one ->
                    PassFacts.of(
                        one.getKey().phase(),
                        one.getKey().step(),
                        one.getValue(),
                        trial.cell().truncated()))
            .filter(one -> one.layers().size() == depth + 1)
            .toList();
    List<StepFacts> sorted =
        steps.stream().sorted(Comparator.comparingInt(StepFacts::step)).toList();
    return new Evidence(trial, sorted, passes);
  }

  /**
   * Reads a row of trials.
   *
   * @param best the best final scores of the study's trials on the same data
   */
  public static TrialFacts trial(RowCursor row, TrialCell cell, Baseline best) {
    return new TrialFacts(
        new TrialFacts.Cell(
            cell.number(ColumnNames.DEPTH),
            cell.number(ColumnNames.WIDTH),
            cell.number(ColumnNames.BATCH_SIZE),
            isBounded(cell.text(ColumnNames.ACTIVATION)),
            !cell.text(ColumnNames.CLIP_KIND).equals("none"),
            smallestNormal(cell.text(ColumnNames.PRECISION)),
            cell.isTruncated()),
        new TrialFacts.Ending(
            Outcome.valueOf(row.word(ColumnNames.OUTCOME).toUpperCase(Locale.ROOT)),
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
