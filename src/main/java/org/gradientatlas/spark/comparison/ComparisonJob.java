package org.gradientatlas.spark.comparison;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.gradientatlas.report.comparison.Compared;
import org.gradientatlas.report.comparison.Comparison;
import org.gradientatlas.report.comparison.ComparisonPage;
import org.gradientatlas.spark.page.ReportJob;
import org.gradientatlas.spark.page.ReportResult;
import org.gradientatlas.spark.page.ReportedTrials;
import org.gradientatlas.storage.Location;
import org.gradientatlas.table.output.Beginning;
import org.gradientatlas.table.output.DamagedOutputException;
import org.gradientatlas.table.output.Examination;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.store.Store;

/** Writes a page that compares two stored studies, from their stored rows alone. */
public final class ComparisonJob {
  private final Configuration hadoop;
  private final String first;
  private final String second;
  private final String file;

  /**
   * @param first directory of a study's tables, on any file system that Hadoop knows
   * @param second directory of another study's tables
   * @param file where the page goes
   */
  public ComparisonJob(Configuration hadoop, String first, String second, String file) {
    this.hadoop = hadoop;
    this.first = first;
    this.second = second;
    this.file = file;
  }

  /**
   * Writes the page.
   *
   * @throws IOException if a directory cannot be read, or the file cannot be written
   */
  public ReportResult run() throws IOException {
    var problems = new ArrayList<String>();
    Location out = Location.of(file, hadoop);
    if (out.isDirectory()) {
      problems.add("--out = %s is a directory: name a file, such as %s".formatted(file, inside()));
    }
    StudyDirectory a = directory(first);
    StudyDirectory b = directory(second);
    if (a.root().equals(b.root())) {
      problems.add(first + " and " + second + " are the same directory: name two studies.");
      return refused(problems);
    }
    ReportedTrials ofA;
    ReportedTrials ofB;
    try {
      ofA = Examination.reading(a, () -> trials(first, a, problems));
      ofB = Examination.reading(b, () -> trials(second, b, problems));
    } catch (DamagedOutputException e) {
      return new ReportResult.Conflict(String.valueOf(e.getMessage()));
    }
    if (!problems.isEmpty()) {
      return refused(problems);
    }
    Compared studyA = ComparedRows.of(first, a, ofA);
    Compared studyB = ComparedRows.of(second, b, ofB);
    Comparison comparison = Comparison.of(studyA, studyB);
    String obstacle = comparison.obstacle();
    return obstacle.isEmpty() ? write(out, comparison) : refused(List.of(obstacle));
  }

  private String inside() {
    return file.replaceFirst("/+$", "") + "/comparison.html";
  }

  private StudyDirectory directory(String typed) {
    return StudyDirectory.at(typed, hadoop);
  }

  private ReportedTrials trials(String typed, StudyDirectory directory, List<String> problems)
      throws IOException {
    var study = new ReportJob(hadoop, typed);
    String missing = study.missing();
    if (!missing.isEmpty()) {
      problems.add(missing);
      return new ReportedTrials(List.of(), Map.of());
    }
    ReportedTrials trials = study.trials();
    String late = trials.isEmpty() ? Beginning.whyNoTrials(directory) : study.late(trials);
    if (!late.isEmpty()) {
      problems.add(late);
    }
    return trials;
  }

  private static ReportResult write(Location out, Comparison comparison) throws IOException {
    Store store = Store.of(out.system(), out.path());
    store.makeDirectory(out.path().getParent());
    store.replace(out.path(), ComparisonPage.of(comparison));
    return new ReportResult.Done(out.path().toString());
  }

  private static ReportResult refused(List<String> problems) {
    return new ReportResult.Refused(String.join("\n", problems));
  }
}
