package org.gradientatlas.report.page;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.OutcomeVerdict;
import org.gradientatlas.measure.Interval;
import org.gradientatlas.recipe.Importance;
import org.jspecify.annotations.Nullable;

/** The data that the page's JavaScript reads: columns rather than rows, to keep it small. */
final class PageData {
  /** More would slow the page down; the table contrasts has all changes. */
  private static final int MOST_CHANGES = 20_000;

  /** The most helpful ones of a study of many cells. */
  private static final int MOST_REMEDIES = 500;

  private final Report report;

  private PageData(Report report) {
    this.report = report;
  }

  static Map<String, @Nullable Object> of(Report report) {
    return new PageData(report).all();
  }

  private Map<String, @Nullable Object> all() {
    var all = new LinkedHashMap<String, @Nullable Object>();
    all.put("study", report.study());
    all.put("trained", report.trained());
    all.put("axes", report.axes());
    all.put("fixed", report.fixed());
    all.put("view", PageView.of(report));
    all.put("mechanisms", names(Mechanism.values()));
    all.put("verdicts", names(OutcomeVerdict.values()));
    all.put("outcomes", MappedOutcome.IN_SHORT);
    all.put("looks", ClassLook.byName());
    all.put("cells", cells());
    all.put("sampling", report.sampling());
    all.put("unit", Packed.UNIT);
    all.put("series", report.series().stream().map(Series::packed).toList());
    all.put("importance", importance());
    all.put("wholeAxes", report.aggregate() == null ? null : report.whole().axes());
    all.put("remedies", remedies());
    all.put("changes", changes());
    all.put("quantiles", Interval.quantiles());
    all.put("claims", report.claims().stream().map(PageData::claim).toList());
    return all;
  }

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).toList();
  }

  private Map<String, Object> cells() {
    var columns = new LinkedHashMap<String, Object>();
    columns.put("values", column(MapCell::values));
    columns.put("example", column(MapCell::example));
    columns.put("trials", column(MapCell::trials));
    columns.put("learned", column(MapCell::learned));
    columns.put("outcomes", column(MapCell::outcomesInShort));
    columns.put("mechanisms", column(MapCell::mechanisms));
    columns.put("verdicts", column(MapCell::verdicts));
    columns.put("rule", column(MapCell::rule));
    columns.put("warnings", column(MapCell::warnings));
    interval(columns, "accuracy", cell -> cell.accuracy().within(0, 1));
    interval(columns, "loss", cell -> cell.loss().within(0, Double.POSITIVE_INFINITY));
    interval(columns, "r2", MapCell::r2);
    interval(columns, "growth", MapCell::growth);
    interval(columns, "slope", MapCell::slope);
    columns.put("theorySlope", numbers(cell -> cell.theory().slope()));
    columns.put("theoryDeviation", numbers(cell -> cell.theory().slopeDeviation()));
    columns.put("theoryGrowth", numbers(cell -> cell.theory().growth()));
    columns.put("chi1", numbers(cell -> cell.theory().chi1()));
    columns.put("correlationDepth", numbers(cell -> cell.theory().correlationDepth()));
    if (report.cells().stream().anyMatch(cell -> !Double.isNaN(cell.theory().memory()))) {
      columns.put("theoryMemory", numbers(cell -> cell.theory().memory()));
    }
    columns.put("clipOften", numbers(cell -> cell.clip().often()));
    columns.put("clipKept", numbers(cell -> cell.clip().kept()));
    columns.put("clipFraction", numbers(cell -> cell.clip().fraction()));
    columns.put("clipCosine", numbers(cell -> cell.clip().cosine()));
    return columns;
  }

  private List<?> column(Function<MapCell, Object> value) {
    return report.cells().stream().map(value).toList();
  }

  private List<@Nullable Number> numbers(ToDoubleFunction<MapCell> value) {
    return PageData.numbers(report.cells(), value);
  }

  private static <T> List<@Nullable Number> numbers(List<T> of, ToDoubleFunction<T> value) {
    return Arrays.asList(
        of.stream().map(one -> PageJson.number(value.applyAsDouble(one))).toArray(Number[]::new));
  }

  private void interval(
      Map<String, Object> columns, String name, Function<MapCell, Interval> value) {
    columns.put(name, numbers(cell -> value.apply(cell).mean()));
    columns.put(name + "Low", numbers(cell -> value.apply(cell).low()));
    columns.put(name + "High", numbers(cell -> value.apply(cell).high()));
  }

  /** Of all cells, and of the pairs of axes that the page has. */
  private @Nullable Importance importance() {
    Importance of = new ReportAnswer(report.whole()).importance();
    List<String> axes = report.axes().stream().map(MapAxis::name).toList();
    return of == null
        ? null
        : new Importance(
            of.classifies(),
            of.exact(),
            of.chance(),
            of.axes(),
            of.pairs().stream()
                .filter(pair -> axes.contains(pair.a()) && axes.contains(pair.b()))
                .toList());
  }

  private List<Object> remedies() {
    Report whole = report.whole();
    return Remedy.of(whole.cells(), whole.changes()).stream()
        .limit(report.aggregate() == null ? Long.MAX_VALUE : MOST_REMEDIES)
        .map(PageData::remedy)
        .toList();
  }

  private static Object remedy(Remedy remedy) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("axis", remedy.axis());
    fields.put("from", remedy.from());
    fields.put("to", remedy.to());
    fields.put("pairs", remedy.pairs());
    fields.put("clear", remedy.clear());
    fields.put("failing", remedy.failing());
    fields.put("rescued", remedy.rescued());
    fields.put("score", interval(remedy.score().within(-1, 1)));
    fields.put("slope", interval(remedy.slope()));
    return fields;
  }

  private static List<@Nullable Number> interval(Interval of) {
    return Arrays.asList(
        PageJson.number(of.mean()), PageJson.number(of.low()), PageJson.number(of.high()));
  }

  private Map<String, Object> changes() {
    List<AxisChange> all = report.changes();
    List<AxisChange> shown = all.size() <= MOST_CHANGES ? all : List.of();
    return Map.of(
        "all", report.whole().changes().size(),
        "axis", shown.stream().map(AxisChange::axis).toList(),
        "from", shown.stream().map(AxisChange::from).toList(),
        "to", shown.stream().map(AxisChange::to).toList(),
        "score", numbers(shown, c -> c.score().mean()),
        "scoreLow", numbers(shown, c -> c.score().within(-1, 1).low()),
        "scoreHigh", numbers(shown, c -> c.score().within(-1, 1).high()),
        "slope", numbers(shown, c -> c.slope().mean()));
  }

  private static Object claim(Report.Claimed claim) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("text", claim.text());
    fields.put("published", PageJson.number(claim.published()));
    fields.put("atLeast", PageJson.number(claim.atLeast()));
    fields.put("atMost", PageJson.number(claim.atMost()));
    fields.put("measured", PageJson.number(claim.measured()));
    fields.put("agrees", claim.agrees());
    fields.put("note", claim.note());
    return fields;
  }
}
