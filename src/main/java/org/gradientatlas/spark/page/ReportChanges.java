package org.gradientatlas.spark.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.measure.Interval;
import org.gradientatlas.report.page.AxisChange;
import org.gradientatlas.report.page.MapAxis;
import org.gradientatlas.spark.stored.TrialCell;
import org.gradientatlas.table.file.RowCursor;
import org.gradientatlas.table.schema.Column;
import org.gradientatlas.table.schema.ColumnNames;
import org.gradientatlas.table.schema.DiagnosisTables;
import org.jspecify.annotations.Nullable;

/** Converts rows of the table contrasts into changes between cells. */
final class ReportChanges {
  /** Columns of contrasts to read. */
  static final List<String> COLUMNS = List.of(DiagnosisTables.CONTRASTS.schema().fieldNames());

  private static final List<String> CELL = DiagnosisTables.CELL.stream().map(Column::name).toList();

  /**
   * Identifies a cell by the axes it shares with its neighbours along one axis, and its value on
   * that axis.
   */
  private record Place(
      String axis, List<@Nullable Object> shared, String otherAxes, String value) {}

  private final Map<Place, Integer> places = new HashMap<>();
  private final List<String> axes;
  private final ReportCells cells;

  /** What the slopes of each cell are over. */
  private final List<String> slopesOver;

  ReportChanges(ReportCells cells) {
    this.cells = cells;
    slopesOver =
        cells.networks().stream().map(cell -> cell.architecture().profile().label()).toList();
    axes = cells.axes().stream().map(MapAxis::name).toList();
    int index = 0;
    for (TrialCell network : cells.networks()) {
      Map<String, String> values = cells.studyAxes().of(network);
      for (String axis : axes) {
        if (values.containsKey(axis)) {
          TrialCell shared = cells.studyAxes().without(network, axis);
          places.put(
              new Place(axis, shared.cellColumns(), shared.otherAxes(), values.get(axis)), index);
        }
      }
      index++;
    }
  }

  /** One change per row; rows about unknown cells are skipped. */
  List<AxisChange> read(List<Path> files, Configuration hadoop) throws IOException {
    var changes = new ArrayList<AxisChange>();
    try (var row = new RowCursor(files, hadoop, COLUMNS)) {
      while (row.next()) {
        AxisChange change = change(row);
        if (change != null) {
          changes.add(change);
        }
      }
    }
    return changes;
  }

  private @Nullable AxisChange change(RowCursor row) {
    Integer from = places.get(place(row, ColumnNames.VALUE_A));
    Integer to = places.get(place(row, ColumnNames.VALUE_B));
    return from == null || to == null
        ? null
        : new AxisChange(
            axes.indexOf(row.word(ColumnNames.AXIS)),
            from,
            to,
            score(row, from, to),
            interval(row, ColumnNames.difference(ColumnNames.FINAL_LOSS)),
            slope(row, from, to));
  }

  /** Decades a layer and decades a time step have no difference. */
  private Interval slope(RowCursor row, int from, int to) {
    return slopesOver.get(from).equals(slopesOver.get(to))
        ? interval(row, ColumnNames.difference(ColumnNames.MEASURED_LOG10_DELTA_SLOPE))
        : Interval.of();
  }

  private Interval score(RowCursor row, int from, int to) {
    Interval accuracy = interval(row, ColumnNames.difference(ColumnNames.FINAL_ACCURACY));
    return accuracy.n() > 0 ? accuracy : cells.gainedR2(from, to);
  }

  private static Place place(RowCursor row, String value) {
    var shared = new ArrayList<@Nullable Object>();
    CELL.forEach(name -> shared.add(row.column(name).value()));
    String others = row.text(ColumnNames.OTHER_AXES);
    return new Place(
        row.word(ColumnNames.AXIS), shared, others == null ? "" : others, row.word(value));
  }

  private static Interval interval(RowCursor row, String name) {
    return new Interval(
        row.count(name + ColumnNames.N),
        row.real(name),
        row.real(name + ColumnNames.LOW),
        row.real(name + ColumnNames.HIGH));
  }
}
