package org.gradientatlas.spark.comparison;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gradientatlas.diagnose.Mechanism;
import org.gradientatlas.diagnose.OutcomeVerdict;
import org.gradientatlas.report.comparison.Compared;
import org.gradientatlas.report.comparison.Trained;
import org.gradientatlas.spark.page.ReportCells;
import org.gradientatlas.spark.page.ReportJob;
import org.gradientatlas.spark.stored.NamedRow;
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
  static Compared of(String typed, StudyDirectory directory, List<NamedRow> trials)
      throws IOException {
    var cells = new LinkedHashMap<TrialCell, List<Trained>>();
    for (NamedRow trial : trials) {
      cells
          .computeIfAbsent(ReportCells.cell(trial).cell(), cell -> new ArrayList<>())
          .add(trained(trial));
    }
    return new Compared(
        trials.get(0).text(ColumnNames.STUDY),
        typed,
        settings(typed, directory),
        DataDigests.of(directory).sha256(),
        trials.stream().map(row -> row.text(ColumnNames.BLAS_KERNEL)).distinct().sorted().toList(),
        cells.entrySet().stream()
            .map(cell -> new Compared.Cell(cell.getKey().axes(), cell.getValue()))
            .toList());
  }

  private static SortedMap<String, String> settings(String typed, StudyDirectory directory)
      throws IOException {
    String resolved = directory.readStudy();
    return resolved == null ? new TreeMap<>() : Settings.of(resolved, typed + "/study.conf");
  }

  private static Trained trained(NamedRow trial) {
    return new Trained(
        trial.count(ColumnNames.REPLICATE),
        trial.text(ColumnNames.TRIAL_ID),
        Mechanism.valueOf(trial.text(ColumnNames.MECHANISM)),
        OutcomeVerdict.valueOf(trial.text(ColumnNames.OUTCOME_VERDICT)),
        trial.real(ColumnNames.FINAL_ACCURACY),
        trial.real(ColumnNames.FINAL_LOSS),
        ReportCells.r2(trial),
        trial.real(ColumnNames.MEASURED_LOG10_DELTA_SLOPE));
  }
}
