package org.gradientatlas.report.comparison;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.OutcomeVerdict;
import org.gradientatlas.measure.Interval;
import org.gradientatlas.report.comparison.Grounds.Outcome;
import org.gradientatlas.report.page.ClassLook;
import org.gradientatlas.report.page.MapAxis;
import org.gradientatlas.report.page.MapView;
import org.gradientatlas.report.page.PageJson;
import org.gradientatlas.report.page.SlopeUnit;
import org.jspecify.annotations.Nullable;

/** The data that the comparison's JavaScript reads, beginning with what data.js expects. */
final class ComparisonData {
  private final Comparison comparison;

  private ComparisonData(Comparison comparison) {
    this.comparison = comparison;
  }

  static Map<String, Object> of(Comparison comparison) {
    return new ComparisonData(comparison).all();
  }

  private Map<String, Object> all() {
    var all = new LinkedHashMap<String, Object>();
    all.put("study", comparison.title());
    all.put("axes", comparison.axes());
    all.put("view", view());
    all.put("mechanisms", names(Mechanism.values()));
    all.put("verdicts", names(OutcomeVerdict.values()));
    all.put("looks", ClassLook.byName());
    all.put("cells", Map.of("values", column(this::places), "example", column(this::example)));
    all.put("sampling", Map.of());
    all.put("overs", overs());
    all.put("comparison", columns());
    return all;
  }

  /** What slopes are decades of. */
  private List<String> overs() {
    return SlopeUnit.names(
        comparison.cells().stream()
            .flatMap(cell -> Stream.concat(cell.a().stream(), cell.b().stream()))
            .map(Trained::over)
            .distinct()
            .toList());
  }

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).toList();
  }

  private List<Integer> places(CellPair cell) {
    return comparison.axes().stream()
        .map(axis -> axis.values().indexOf(cell.values().get(axis.name())))
        .toList();
  }

  private String example(CellPair cell) {
    return (cell.a().isEmpty() ? cell.b() : cell.a()).get(0).id();
  }

  private Map<String, Object> columns() {
    var columns = new LinkedHashMap<String, Object>();
    Outcome outcome = comparison.grounds().outcome();
    columns.put("outcome", outcome.name().toLowerCase(Locale.ROOT));
    columns.put("where", column(ComparisonData::where));
    columns.put("networksA", column(cell -> cell.a().size()));
    columns.put("networksB", column(cell -> cell.b().size()));
    columns.put("verdictsA", column(cell -> counts(cell.a(), Trained::verdict)));
    columns.put("verdictsB", column(cell -> counts(cell.b(), Trained::verdict)));
    columns.put("mechanismsA", column(cell -> counts(cell.a(), Trained::mechanism)));
    columns.put("mechanismsB", column(cell -> counts(cell.b(), Trained::mechanism)));
    ToDoubleFunction<Trained> number = Comparison.outcome(outcome);
    double most = outcome == Outcome.ACCURACY ? 1 : Double.POSITIVE_INFINITY;
    interval(columns, "outcomeA", cell -> interval(cell.a(), number).within(0, most));
    interval(columns, "outcomeB", cell -> interval(cell.b(), number).within(0, most));
    interval(columns, "outcomeDifference", cell -> cell.outcome().within(-most, most));
    interval(columns, "slopeA", cell -> interval(cell.a(), Trained::slope));
    interval(columns, "slopeB", cell -> interval(cell.b(), Trained::slope));
    interval(columns, "slopeDifference", CellPair::slope);
    return columns;
  }

  private static String where(CellPair cell) {
    return cell.isShared() ? "both" : cell.b().isEmpty() ? "A" : "B";
  }

  private static <E extends Enum<E>> Map<String, Long> counts(
      List<Trained> networks, Function<Trained, E> of) {
    return networks.stream()
        .collect(Collectors.groupingBy(one -> of.apply(one).name(), Collectors.counting()));
  }

  private static Interval interval(List<Trained> networks, ToDoubleFunction<Trained> number) {
    return Interval.of(Pairing.numbers(networks, number).toArray());
  }

  private List<?> column(Function<CellPair, Object> value) {
    return comparison.cells().stream().map(value).toList();
  }

  private void interval(
      Map<String, Object> columns, String name, Function<CellPair, Interval> value) {
    columns.put(name, numbers(cell -> value.apply(cell).mean()));
    columns.put(name + "Low", numbers(cell -> value.apply(cell).low()));
    columns.put(name + "High", numbers(cell -> value.apply(cell).high()));
  }

  private List<@Nullable Number> numbers(ToDoubleFunction<CellPair> value) {
    return Arrays.asList(
        comparison.cells().stream()
            .map(cell -> PageJson.number(value.applyAsDouble(cell)))
            .toArray(Number[]::new));
  }

  /** The axes that the map of differences starts with, as the map of a study does. */
  private Map<String, @Nullable String> view() {
    var influence = new LinkedHashMap<MapAxis, Double>();
    comparison.axes().forEach(axis -> influence.put(axis, influence(axis)));
    MapView view = MapView.of(influence);
    var names = new LinkedHashMap<String, @Nullable String>();
    names.put("x", name(view.columns()));
    names.put("y", name(view.rows()));
    names.put("panel", name(view.panels()));
    return names;
  }

  private static @Nullable String name(@Nullable MapAxis axis) {
    return axis == null ? null : axis.name();
  }

  private double influence(MapAxis axis) {
    return MapView.influence(
        axis.values().stream().mapToDouble(value -> mean(axis, value, CellPair::outcome)),
        axis.values().stream().mapToDouble(value -> mean(axis, value, CellPair::slope)));
  }

  private double mean(MapAxis axis, String value, Function<CellPair, Interval> difference) {
    return Interval.of(
            comparison.shared().stream()
                .filter(cell -> value.equals(cell.values().get(axis.name())))
                .mapToDouble(cell -> difference.apply(cell).mean())
                .toArray())
        .mean();
  }
}
