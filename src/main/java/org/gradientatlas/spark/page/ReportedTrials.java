package org.gradientatlas.spark.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.gradientatlas.spark.stored.TrialCell;
import org.gradientatlas.spark.stored.WaveTables;
import org.gradientatlas.table.file.RowCursor;
import org.gradientatlas.table.output.Manifest;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.schema.ColumnNames;

/**
 * All trials of a study.
 *
 * @param all in grid order
 * @param provenance what ran where and when
 */
public record ReportedTrials(List<ReportedTrial> all, Map<String, String> provenance) {

  static ReportedTrials read(
      StudyDirectory directory,
      List<Manifest> waves,
      ReportJob.Derived derived,
      Configuration hadoop)
      throws IOException {
    Map<String, ReportedDiagnosis> diagnoses = ReportedDiagnosis.read(derived, hadoop);
    var columns = new ArrayList<>(ReportedTrial.columns());
    columns.addAll(ReportProvenance.COLUMNS);
    var provenance = new ReportProvenance();
    var cells = new HashMap<TrialCell, TrialCell>();
    var all = new ArrayList<ReportedTrial>();
    WaveTables.each(
            directory,
            waves,
            hadoop,
            tables -> {
              var wave = new ArrayList<ReportedTrial>();
              WaveTables.OtherAxes axes = tables.otherAxes();
              try (RowCursor rows = tables.trials(columns)) {
                while (rows.next()) {
                  String id = rows.word(ColumnNames.TRIAL_ID);
                  TrialCell cell = TrialCell.of(rows, axes.of(id));
                  TrialCell shared = cells.computeIfAbsent(cell, same -> same);
                  ReportedTrial trial = ReportedTrial.of(rows, shared, diagnoses.get(id));
                  wave.add(trial);
                  provenance.add(rows, trial.diagnosis());
                }
              }
              return wave;
            })
        .forEach(all::addAll);
    return new ReportedTrials(all, provenance.lines());
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return all.isEmpty();
  }
}
