package org.gradientatlas.report.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.gradientatlas.report.page.PageFile;
import org.gradientatlas.report.page.PageJson;

/** A comparison as one HTML file that needs no network. */
public final class ComparisonPage {
  private static final PageFile FILE =
      new PageFile(
          "comparison",
          List.of(
              "data", "state", "theme", "chart", "sections", "comparison-map", "comparison-table"),
          List.of("report", "comparison"),
          false);

  private ComparisonPage() {}

  /** The page of a comparison. */
  public static String of(Comparison comparison) {
    var values = new LinkedHashMap<String, Object>();
    values.put("a", comparison.a());
    values.put("b", comparison.b());
    values.put("title", comparison.title());
    values.put("nameOfA", comparison.nameOfA());
    values.put("nameOfB", comparison.nameOfB());
    values.put("findings", ComparisonText.of(comparison));
    var statements = new ArrayList<>(comparison.grounds().statements());
    statements.add(SharedCells.of(comparison));
    values.put("statements", statements);
    values.put("settings", comparison.settings());
    values.put("verdicts", Tally.verdicts(comparison));
    values.put("mechanisms", Tally.mechanisms(comparison));
    values.put("data", PageJson.of(ComparisonData.of(comparison)));
    return FILE.render(values);
  }
}
