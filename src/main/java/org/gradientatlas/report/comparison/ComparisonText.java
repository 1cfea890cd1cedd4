package org.gradientatlas.report.comparison;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.gradientatlas.measure.Interval;
import org.gradientatlas.report.comparison.Grounds.Outcome;

/** What a comparison found, in a few sentences. */
final class ComparisonText {
  private final Comparison comparison;
  private final List<CellPair> shared;

  private ComparisonText(Comparison comparison) {
    this.comparison = comparison;
    this.shared = comparison.shared();
  }

  /** Which study is better, where networks learn, both recipes, and what is in one study only. */
  static List<String> of(Comparison comparison) {
    var text = new ComparisonText(comparison);
    return Stream.of(
            text.outcome(),
            text.learned(),
            recipe("A", comparison.a()),
            recipe("B", comparison.b()),
            text.alone())
        .filter(sentence -> !sentence.isEmpty())
        .toList();
  }

  private String outcome() {
    Outcome outcome = comparison.grounds().outcome();
    Interval mean = Interval.of(means(outcome));
    if (mean.n() == 0) {
      return outcome == Outcome.NOTHING
          ? "The outcomes of A and B cannot be compared."
          : "No shared cell has an outcome in both A and B.";
    }
    String cells = count(mean.n(), "shared cell");
    if (mean.mean() == 0 && mean.low() == mean.high()) {
      return "Over %s, A and B end with the same %s.".formatted(cells, name(outcome));
    }
    return "Over %s, B ends with %s %s %s than A%s; %s."
        .formatted(
            cells,
            outcome == Outcome.ACCURACY ? "an accuracy" : "a loss",
            size(Math.abs(mean.mean()), outcome),
            mean.mean() > 0 ? "higher" : "lower",
            range(mean, outcome),
            byCell());
  }

  /** The interval of two may have no width by chance. */
  private static final int LEAST_PAIRS = 3;

  private double[] means(Outcome outcome) {
    ToDoubleFunction<CellPair> number =
        outcome == Outcome.NOTHING ? cell -> Double.NaN : cell -> cell.outcome().mean();
    return shared.stream().mapToDouble(number).toArray();
  }

  private String byCell() {
    List<Interval> judged =
        shared.stream().map(CellPair::outcome).filter(one -> one.n() >= LEAST_PAIRS).toList();
    if (judged.isEmpty()) {
      return "fewer than three networks a cell do not tell a difference from chance";
    }
    long clear = judged.stream().filter(Interval::excludesZero).count();
    long higher = judged.stream().filter(one -> one.excludesZero() && one.mean() > 0).count();
    return "beyond chance it is higher in %d, lower in %d, and neither in %d"
        .formatted(higher, clear - higher, judged.size() - clear);
  }

  private String learned() {
    long both = learned(true, true);
    long inA = learned(true, false);
    long inB = learned(false, true);
    return "Of %s, %d %s in both, %d in A alone, %d in B alone and %d in neither."
        .formatted(
            count(shared.size(), "shared cell"),
            both,
            both == 1 ? "learns" : "learn",
            inA,
            inB,
            shared.size() - both - inA - inB);
  }

  private long learned(boolean inA, boolean inB) {
    return shared.stream()
        .filter(cell -> CellPair.learns(cell.a()) == inA && CellPair.learns(cell.b()) == inB)
        .count();
  }

  private static String recipe(String label, Compared study) {
    String recipe = StudyRecipe.of(study);
    return recipe.isEmpty() ? "" : label + ": " + recipe;
  }

  private String alone() {
    long inA = comparison.cells().stream().filter(cell -> cell.b().isEmpty()).count();
    long inB = comparison.cells().stream().filter(cell -> cell.a().isEmpty()).count();
    return inA + inB == 0
        ? "Every cell is in both studies."
        : "%s in A alone, and %d in B alone."
            .formatted(inA == 1 ? "1 cell is" : inA + " cells are", inB);
  }

  private static String name(Outcome outcome) {
    return outcome == Outcome.ACCURACY ? "accuracy" : "loss";
  }

  private static String range(Interval of, Outcome outcome) {
    if (of.n() < 2) {
      return "";
    }
    // In the direction of the sentence: an amount by which it is higher, or lower.
    double sign = Math.signum(of.mean());
    double one = sign * of.low();
    double other = sign * of.high();
    return " (%s to %s)"
        .formatted(number(Math.min(one, other), outcome), number(Math.max(one, other), outcome));
  }

  private static String size(double difference, Outcome outcome) {
    return number(difference, outcome) + (outcome == Outcome.ACCURACY ? " points" : "");
  }

  private static String number(double difference, Outcome outcome) {
    return outcome == Outcome.ACCURACY
        ? String.format(Locale.ROOT, "%.1f", 100 * difference)
        : String.format(Locale.ROOT, "%.3g", difference);
  }

  private static String count(int number, String noun) {
    return "%,d %s%s".formatted(number, noun, number == 1 ? "" : "s");
  }
}
