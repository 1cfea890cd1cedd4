package org.gradientatlas.report.page;

import java.util.LinkedHashMap;
import java.util.List;

/** A report as one HTML file that needs no network. */
public final class Page {
  /** In dependency order. */
  private static final List<String> MODULES =
      List.of(
          "data",
          "state",
          "theme",
          "chart",
          "quantity",
          "score",
          "brush",
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
          "filter",
          "table",
          "main");

  private static final PageFile FILE = new PageFile("report", MODULES);

  private Page() {}

  /** The page of a report. */
  public static String of(Report report) {
    return render(FILE, report);
  }

  /** The same page, for a server that updates it. */
  public static String live(Report report) {
    return render(FILE.live(), report);
  }

  private static String render(PageFile file, Report report) {
    var values = new LinkedHashMap<String, Object>();
    values.put("report", report);
    values.put("findings", Findings.of(report));
    values.put("data", PageJson.of(PageData.of(report)));
    return file.render(values);
  }
}
