package org.gradientatlas.spark.comparison;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gradientatlas.report.comparison.Compared;
import org.gradientatlas.report.comparison.Trained;
import org.gradientatlas.spark.page.ReportJob;
import org.gradientatlas.spark.page.ReportedTrial;
import org.gradientatlas.spark.page.ReportedTrials;
import org.gradientatlas.spark.stored.TrialCell;
import org.gradientatlas.study.hocon.Settings;
import org.gradientatlas.table.output.DataDigests;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.schema.ColumnNames;

/** The stored rows of a study as one side of a comparison. */
final class ComparedRows {
  private ComparedRows() {}

  /**
   * Collects a study.
   *
   * @param typed its directory as the user typed it
   * @param trials as {@link ReportJob#trials} gives them; at least one
   */
  static Compared of(String typed, StudyDirectory directory, ReportedTrials trials)
      throws IOException {
    var cells = new LinkedHashMap<TrialCell, List<Trained>>();
    for (ReportedTrial trial : trials.all()) {
      cells.computeIfAbsent(trial.cell(), cell -> new ArrayList<>()).add(trained(trial));
    }
    return new Compared(
        trials.all().get(0).cell().text(ColumnNames.STUDY),
        typed,
        settings(typed, directory),
        DataDigests.of(directory).sha256(),
        trials.all().stream().map(ReportedTrial::blasKernel).distinct().sorted().toList(),
        cells.entrySet().stream()
            .map(cell -> new Compared.Cell(cell.getKey().axes(), cell.getValue()))
            .toList());
  }

  private static SortedMap<String, String> settings(String typed, StudyDirectory directory)
      throws IOException {
    String resolved = directory.readStudy();
    return resolved == null ? new TreeMap<>() : Settings.of(resolved, typed + "/study.conf");
  }

  private static Trained trained(ReportedTrial trial) {
    return new Trained(
        trial.replicate(),
        trial.id(),
        trial.diagnosed().mechanism(),
        trial.diagnosed().verdict(),
        trial.scores().accuracy(),
        trial.scores().loss(),
        trial.scores().r2(),
        trial.scores().slope(),
        trial.cell().architecture().profile());
  }
}
