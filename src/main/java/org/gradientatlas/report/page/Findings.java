package org.gradientatlas.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradientatlas.measure.Interval;
import org.gradientatlas.recipe.Recipe;

/** The main findings of a study, in a few sentences. */
final class Findings {
  /** With fewer pairs an interval is meaningless. */
  private static final int LEAST_PAIRS = 3;

  private final Report report;

  /** What slopes are over. */
  private final String slopeUnit;

  private Findings(Report report, String slopeUnit) {
    this.report = report;
    this.slopeUnit = slopeUnit;
  }

  /**
   * The best recipe, what matters most, where networks stop learning, what helped most, and how
   * well theory predicted it.
   *
   * @param slopeUnit what slopes are over
   */
  static List<String> of(Report report, String slopeUnit) {
    if (report.cells().isEmpty()) {
      return List.of("No network of this study has been trained yet.");
    }
    var findings = new Findings(report, slopeUnit);
    var answer = new ReportAnswer(report);
    return Stream.of(
            answer.recipeText(),
            answer.importanceText(),
            NetworkShares.of(report) + findings.border(),
            WarningText.of(report.cells()),
            findings.remedy(),
            findings.theory() + findings.claims())
        .filter(sentence -> !sentence.isEmpty())
        .toList();
  }

  /**
   * Where the share of networks that learn changes most, on numeric axes and among other choices.
   */
  private String border() {
    var parts = new ArrayList<String>();
    byRange(true).stream().findFirst().map(this::fall).ifPresent(parts::add);
    byRange(false).stream().findFirst().map(this::range).ifPresent(parts::add);
    return parts.isEmpty() ? "." : "; the share that learns " + String.join(", and ", parts) + ".";
  }

  private List<Share[]> byRange(boolean numeric) {
    return IntStream.range(0, report.axes().size())
        .filter(axis -> report.axes().get(axis).numeric() == numeric)
        .mapToObj(this::sharesAlong)
        .filter(shares -> spread(shares) > 0)
        .sorted(Comparator.comparingDouble(Findings::spread).reversed())
        .toList();
  }

  /** The share of networks that learn at one value of an axis. */
  private record Share(MapAxis axis, String value, double learned) {
    String text() {
      return NetworkShares.percent(learned) + " at " + axis.name().replace('_', ' ') + " " + value;
    }
  }

  private Share[] sharesAlong(int axis) {
    MapAxis along = report.axes().get(axis);
    int[] learned = new int[along.values().size()];
    int[] trials = new int[along.values().size()];
    for (MapCell cell : report.cells()) {
      learned[cell.values().get(axis)] += cell.learned();
      trials[cell.values().get(axis)] += cell.trials();
    }
    return IntStream.range(0, learned.length)
        .mapToObj(v -> new Share(along, along.values().get(v), (double) learned[v] / trials[v]))
        .toArray(Share[]::new);
  }

  private static double spread(Share[] shares) {
    return most(shares).learned - least(shares).learned;
  }

  private static Share most(Share[] shares) {
    return java.util.Collections.max(List.of(shares), Comparator.comparingDouble(Share::learned));
  }

  private static Share least(Share[] shares) {
    return java.util.Collections.min(List.of(shares), Comparator.comparingDouble(Share::learned));
  }

  private String fall(Share[] shares) {
    int at =
        IntStream.range(1, shares.length)
            .boxed()
            .max(
                Comparator.comparingDouble(
                    i -> Math.abs(shares[i].learned - shares[i - 1].learned)))
            .orElseThrow();
    Share before = shares[at - 1];
    Share after = shares[at];
    return "%s most between %s %s (%s) and %s (%s)"
        .formatted(
            after.learned < before.learned ? "falls" : "rises",
            before.axis.name().replace('_', ' '),
            before.value,
            NetworkShares.percent(before.learned),
            after.value,
            NetworkShares.percent(after.learned));
  }

  private String range(Share[] shares) {
    return "ranges from %s to %s"
            .formatted(least(shares).text(), NetworkShares.percent(most(shares).learned))
        + " at "
        + most(shares).value;
  }

  private String remedy() {
    List<Remedy> remedies =
        Remedy.of(report.cells(), report.changes()).stream()
            .filter(r -> !Recipe.SIZES.contains(axis(r.axis()).name()))
            .toList();
    Remedy best = Remedy.best(remedies);
    boolean allLearn = report.cells().stream().allMatch(cell -> cell.learned() == cell.trials());
    if (!report.trained() || allLearn) {
      return "";
    }
    if (best == null) {
      return remedies.isEmpty()
          ? "Nothing varies but the size of the networks, so no remedy was tried."
          : "No change of one axis alone made a network learn that did not.";
    }
    String gain =
        best.score().n() == 0
            ? ""
            : ", and changed %s over %d pairs of cells".formatted(gain(best.score()), best.pairs());
    return "What helped most is %s %s instead of %s: it made %d of the %d cells learn that did not%s."
        .formatted(
            axis(best.axis()).name().replace('_', ' '),
            axis(best.axis()).values().get(best.to()),
            axis(best.axis()).values().get(best.from()),
            best.rescued(),
            best.failing(),
            gain);
  }

  private MapAxis axis(int index) {
    return report.axes().get(index);
  }

  private String gain(Interval score) {
    boolean classifies = report.cells().stream().anyMatch(cell -> cell.accuracy().n() > 0);
    boolean diverged = report.cells().stream().anyMatch(cell -> cell.diverged() > 0);
    return classifies
        ? "the final accuracy%s by ".formatted(diverged ? " of networks that do not diverge" : "")
            + numbers("%+.0f", 100, score)
            + " points"
        : "R2, below 0 counted as 0, by " + numbers("%+.2f", 1, score);
  }

  private static String numbers(String format, double factor, Interval difference) {
    Interval score = difference.within(-1, 1);
    String interval =
        score.n() < LEAST_PAIRS
            ? ""
            : String.format(
                Locale.ROOT,
                " (" + format + " to " + format + ")",
                factor * score.low(),
                factor * score.high());
    return String.format(Locale.ROOT, format, factor * score.mean()) + interval;
  }

  private String theory() {
    int scored = report.cells().stream().mapToInt(cell -> cell.theory().forecasts()).sum();
    if (scored == 0) {
      return "There is no theory for these networks to be held against";
    }
    int right = report.cells().stream().mapToInt(cell -> cell.theory().right()).sum();
    double[] off =
        report.cells().stream()
            .mapToDouble(cell -> Math.abs(cell.slope().mean() - cell.theory().slope()))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    String slopes =
        off.length == 0
            ? ""
            : String.format(
                Locale.ROOT,
                ", and the median slope of a cell's gradient is %.4f decades a %s off its"
                    + " prediction",
                off[off.length / 2],
                slopeUnit);
    return "Before any training, theory predicted correctly for %s of %,d networks whether the gradient vanishes, explodes or neither"
            .formatted(NetworkShares.percent((double) right / scored), scored)
        + slopes;
  }

  private String claims() {
    long agree = report.claims().stream().filter(Report.Claimed::agrees).count();
    return report.claims().isEmpty()
        ? "."
        : "; of %d claims that the study is held against, %d agree."
            .formatted(report.claims().size(), agree);
  }
}
