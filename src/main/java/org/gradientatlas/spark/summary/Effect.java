package org.gradientatlas.spark.summary;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaRDD;
import org.gradientatlas.diagnose.Judgement;
import org.gradientatlas.measure.Interval;
import scala.Tuple2;

/**
 * One change of one axis, over all pairs of cells that it takes into each other.
 *
 * @param change axis and both values, for people
 * @param cells pairs of cells
 * @param clear those whose interval of the accuracy's difference excludes 0
 */
record Effect(
    String change,
    int cells,
    int clear,
    double slopes,
    int slopeCells,
    double accuracies,
    int accuracyCells)
    implements Serializable {

  /** An axis of many values would fill the table alone. */
  private static final int MOST_OF_AN_AXIS = 3;

  private static Effect of(ContrastOfCells pair) {
    Interval slope = pair.contrast().difference(Judgement::slope);
    Interval accuracy = pair.contrast().difference(Judgement::finalAccuracy);
    boolean hasSlope = !Double.isNaN(slope.mean());
    boolean hasAccuracy = !Double.isNaN(accuracy.mean());
    return new Effect(
        "%s: %s -> %s".formatted(pair.axis(), pair.contrast().from(), pair.contrast().to()),
        1,
        accuracy.excludesZero() ? 1 : 0,
        hasSlope ? slope.mean() : 0,
        hasSlope ? 1 : 0,
        hasAccuracy ? accuracy.mean() : 0,
        hasAccuracy ? 1 : 0);
  }

  private Effect merge(Effect other) {
    return new Effect(
        change,
        cells + other.cells,
        clear + other.clear,
        slopes + other.slopes,
        slopeCells + other.slopeCells,
        accuracies + other.accuracies,
        accuracyCells + other.accuracyCells);
  }

  private String axis() {
    return change.substring(0, change.indexOf(':'));
  }

  private double slope() {
    return slopes / slopeCells;
  }

  private double accuracy() {
    return accuracies / accuracyCells;
  }

  /** Accuracy first; without it, as after probes alone, the slope. */
  private double strength() {
    return accuracyCells > 0 ? 1 + Math.abs(accuracy()) : Math.min(1, Math.abs(slope()));
  }

  /** The strongest, a line each; empty if no axis varies. */
  static String text(JavaRDD<ContrastOfCells> contrasts, int most) {
    List<Effect> effects =
        contrasts
            .map(Effect::of)
            .mapToPair(effect -> new Tuple2<>(effect.change(), effect))
            .reduceByKey(Effect::merge)
            .values()
            .filter(effect -> effect.accuracyCells + effect.slopeCells > 0)
            .collect();
    if (effects.isEmpty()) {
      return "";
    }
    var text =
        new StringBuilder(
            "\nStrongest effects of changing one axis alone, second minus first, mean over pairs of"
                + " cells\n(clear: pairs whose 95 % interval of the accuracy excludes 0):\n"
                + line("", "accuracy", "decades/layer", "pairs", "clear"));
    var ofAxis = new HashMap<String, Integer>();
    effects.stream()
        .sorted(
            Comparator.comparingDouble(Effect::strength).reversed().thenComparing(Effect::change))
        .filter(effect -> ofAxis.merge(effect.axis(), 1, Integer::sum) <= MOST_OF_AN_AXIS)
        .limit(most)
        .forEach(effect -> text.append(effect.line()));
    return text.toString();
  }

  private String line() {
    return line(
        change,
        accuracyCells == 0 ? "." : String.format(Locale.ROOT, "%+.3f", accuracy()),
        slopeCells == 0 ? "." : String.format(Locale.ROOT, "%+.4f", slope()),
        Integer.toString(cells),
        Integer.toString(clear));
  }

  private static String line(
      String change, String accuracy, String slope, String cells, String clear) {
    return "%-52s  %9s  %13s  %6s  %6s%n".formatted(change, accuracy, slope, cells, clear);
  }
}
