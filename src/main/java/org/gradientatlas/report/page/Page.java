package org.gradientatlas.report.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report as one HTML file that needs no network. */
public final class Page {
  /** In dependency order. */
  private static final List<String> MODULES =
      List.of(
          "data",
          "state",
          "theme",
          "chart",
          "labels",
          "score",
          "quantity",
          "brush",
          "filter",
          "map",
          "network",
          "pairs",
          "handles",
          "parallel",
          "overlay",
          "player",
          "heat",
          "ridges",
          "theory",
          "remedies",
          "clip",
          "table",
          "sections",
          "main");

  private static final PageFile FILE = new PageFile("report", MODULES);

  private Page() {}

  /** The page of a report. */
  public static String of(Report report) {
    return render(FILE, report, Map.of());
  }

  /**
   * The same page, for a server that updates it.
   *
   * @param version tells it from those before
   */
  public static String live(Report report, int version) {
    return render(FILE.live(), report, Map.of("live", version));
  }

  private static String render(PageFile file, Report report, Map<String, Object> more) {
    var data = new LinkedHashMap<>(PageData.of(report));
    data.putAll(more);
    var values = new LinkedHashMap<String, Object>();
    values.put("report", report);
    String slopeUnit = SlopeUnit.of(report.series().stream().map(Series::over).toList());
    values.put("slopeUnit", slopeUnit);
    values.put("trained", report.trained());
    values.put("findings", Findings.of(report.whole(), slopeUnit));
    values.put("data", PageJson.of(data));
    return file.render(values);
  }
}
