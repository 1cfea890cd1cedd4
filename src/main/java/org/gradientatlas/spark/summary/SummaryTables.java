package org.gradientatlas.spark.summary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.gradientatlas.diagnose.CellSummary;
import org.gradientatlas.diagnose.Judgement;
import org.gradientatlas.spark.stored.Meanwhile;
import org.gradientatlas.spark.stored.TrialCell;
import org.gradientatlas.table.output.DerivedTables;
import org.gradientatlas.table.schema.DiagnosisRecord;
import org.gradientatlas.table.schema.DiagnosisTables;
import org.gradientatlas.table.schema.DiagnosisTables.CellRecord;
import org.gradientatlas.table.schema.Table;

/**
 * The tables that a summary derives, with rows in the order of the trials that they are about.
 *
 * @param version of the rules
 */
record SummaryTables(JudgedTrials trials, String version, Configuration hadoop) {

  /** The written files and the effects of all changes. */
  record Written(Map<Table<?>, List<String>> files, Effects effects) {}

  /**
   * Writes all tables.
   *
   * @param place where a table goes
   */
  Written write(Function<Table<?>, DerivedTables.Place> place) throws IOException {
    EarlyLeaders leaders = EarlyLeaders.of(trials.all());
    var effects = new Effects();
    var ofTrials = List.of(DiagnosisTables.DIAGNOSES, DiagnosisTables.FORECASTS);
    Meanwhile<Map<Table<?>, List<String>>> others =
        Meanwhile.of(
            () -> {
              var files = new LinkedHashMap<Table<?>, List<String>>();
              for (Table<DiagnosisRecord> table : ofTrials) {
                files.put(table, write(table, place, rows -> diagnoses(rows, table, leaders)));
              }
              files.put(
                  DiagnosisTables.SUMMARY, write(DiagnosisTables.SUMMARY, place, this::cells));
              return files;
            });
    var files = new LinkedHashMap<Table<?>, List<String>>();
    files.put(
        DiagnosisTables.CONTRASTS,
        write(DiagnosisTables.CONTRASTS, place, rows -> contrasts(rows, effects)));
    files.putAll(others.get());
    return new Written(files, effects);
  }

  /** Adds rows to a table. */
  @FunctionalInterface
  private interface Rows {
    void addTo(SummaryFiles table) throws IOException;
  }

  private List<String> write(
      Table<?> table, Function<Table<?>, DerivedTables.Place> place, Rows rows) throws IOException {
    try (var files = new SummaryFiles(table, place.apply(table), hadoop)) {
      rows.addTo(files);
      return files.finish();
    }
  }

  private void diagnoses(SummaryFiles rows, Table<DiagnosisRecord> table, EarlyLeaders leaders)
      throws IOException {
    for (JudgedTrial trial : trials.all()) {
      rows.add(
          table.row(
              trial.cell().columns(trial.id(), trial.judgement().replicate()),
              trial.record(leaders, version)));
    }
  }

  private void cells(SummaryFiles rows) throws IOException {
    for (var cell : trials.cells().entrySet()) {
      // The order in which they were trained does not matter to sums.
      List<Judgement> judgements =
          cell.getValue().stream()
              .map(JudgedTrial::judgement)
              .sorted(Comparator.comparingInt(Judgement::replicate))
              .toList();
      TrialCell its = cell.getKey();
      var fact = new CellRecord(new CellSummary(judgements), its.otherAxes());
      rows.add(DiagnosisTables.SUMMARY.row(its.cellColumns(), fact));
    }
  }

  private void contrasts(SummaryFiles rows, Effects effects) {
    ContrastOfCells.each(
        trials.cells(),
        trials.axes(),
        contrast -> {
          add(rows, contrast);
          effects.add(Effect.of(contrast, trials.axes()));
        });
  }

  private static void add(SummaryFiles rows, ContrastOfCells contrast) {
    try {
      rows.add(DiagnosisTables.CONTRASTS.row(contrast.shared().cellColumns(), contrast.record()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
