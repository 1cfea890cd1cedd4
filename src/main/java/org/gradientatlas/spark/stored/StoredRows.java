package org.gradientatlas.spark.stored;

import java.util.List;
import java.util.function.Supplier;
import org.gradientatlas.diagnose.Evidence.StepFacts;
import org.gradientatlas.diagnose.LayerFacts;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.spark.stored.StoredEvidence.LayerRow;
import org.gradientatlas.table.file.ColumnCursor;
import org.gradientatlas.table.file.RowCursor;
import org.gradientatlas.table.schema.ColumnNames;
import org.jspecify.annotations.Nullable;

/** Reads rows of steps and layers as evidence. There are many, so each column is found once. */
public final class StoredRows {
  /** Columns of steps to read. */
  public static final List<String> STEP =
      List.of(
          ColumnNames.STEP,
          ColumnNames.LOSS,
          ColumnNames.ACCURACY,
          ColumnNames.GRAD_L2,
          ColumnNames.CLIP_FRACTION);

  /** Columns of layers to read. */
  public static final List<String> LAYER =
      List.of(
          ColumnNames.WORKER,
          ColumnNames.PHASE,
          ColumnNames.STEP,
          ColumnNames.LAYER,
          ColumnNames.FAN_IN,
          ColumnNames.FAN_OUT,
          ColumnNames.DELTA_RMS,
          ColumnNames.THEORY_LOG10_DELTA_RMS_RATIO,
          ColumnNames.GRAD_W_ABS_MEAN,
          ColumnNames.GRAD_ZERO_FRACTION,
          ColumnNames.GRAD_SUBNORMAL_FRACTION,
          ColumnNames.GRAD_NONFINITE_COUNT,
          ColumnNames.ACT_MEAN,
          ColumnNames.ACT_SD,
          ColumnNames.SATURATED_FRACTION,
          ColumnNames.DEAD_UNIT_FRACTION,
          ColumnNames.WEIGHT_L2,
          ColumnNames.WEIGHT_ABS_MAX,
          ColumnNames.UPDATE_RATIO,
          ColumnNames.TENSOR,
          ColumnNames.TIME_STEP,
          ColumnNames.STREAM_DELTA_RMS,
          ColumnNames.RANK_RESIDUAL);

  private StoredRows() {}

  /** Reads the rows of steps that a cursor is at. */
  public static Supplier<@Nullable StepFacts> steps(RowCursor rows) {
    ColumnCursor[] columns = columns(rows, STEP);
    return () ->
        new StepFacts(
            columns[0].count(),
            columns[1].real(),
            columns[2].real(),
            columns[3].real(),
            columns[4].real());
  }

  /**
   * Reads the rows of layers that a cursor is at; null for one of a single worker, because
   * summaries are about the averaged network.
   */
  public static Supplier<@Nullable LayerRow> layers(RowCursor rows) {
    ColumnCursor[] columns = columns(rows, LAYER);
    return () ->
        columns[0].isNull()
            ? new LayerRow(
                phase(columns[1]),
                columns[2].count(),
                layer(columns),
                columns[19].text(),
                columns[20].whole(),
                columns[21].real(),
                columns[22].real())
            : null;
  }

  private static Phase phase(ColumnCursor column) {
    return column.word().equals(Phase.PROBE.label()) ? Phase.PROBE : Phase.TRAIN;
  }

  /** In the order of {@link #LAYER}. */
  private static LayerFacts layer(ColumnCursor[] columns) {
    return new LayerFacts(
        columns[3].count(),
        new LayerFacts.Delta(columns[6].real(), columns[7].real()),
        new LayerFacts.Gradient(
            columns[8].real(), columns[9].real(), columns[10].real(), columns[11].count()),
        new LayerFacts.Activations(
            columns[12].real(), columns[13].real(), columns[14].real(), columns[15].real()),
        new LayerFacts.Weights(
            (long) columns[4].count() * columns[5].count(),
            columns[16].real(),
            columns[17].real(),
            columns[18].real()));
  }

  private static ColumnCursor[] columns(RowCursor rows, List<String> names) {
    return names.stream().map(rows::column).toArray(ColumnCursor[]::new);
  }
}
