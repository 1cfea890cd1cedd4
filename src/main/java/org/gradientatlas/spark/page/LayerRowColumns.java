package org.gradientatlas.spark.page;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.report.page.Series.Metric;
import org.gradientatlas.table.file.ColumnCursor;
import org.gradientatlas.table.schema.ColumnNames;

/**
 * The columns of layers that are read, and where they are in a row.
 *
 * @param tensors whether layers may have several tensors or time steps
 * @param gradients whether the gradient of each of these tensors is read
 */
record LayerRowColumns(
    List<Metric> metrics, boolean tensors, boolean gradients, boolean histograms) {
  private static final String PROBE = "probe";
  private static final List<String> ALWAYS =
      List.of(
          ColumnNames.WORKER,
          ColumnNames.PHASE,
          ColumnNames.STEP,
          ColumnNames.LAYER,
          ColumnNames.THEORY_LOG10_DELTA_RMS_RATIO);
  private static final List<String> OF_TENSORS =
      List.of(ColumnNames.TENSOR, ColumnNames.TIME_STEP, ColumnNames.STREAM_DELTA_RMS);

  List<String> names() {
    var names = new ArrayList<>(ALWAYS);
    metrics.forEach(metric -> names.add(metric.column()));
    if (tensors) {
      names.addAll(OF_TENSORS);
    }
    if (histograms) {
      names.add("grad_log2_histogram");
    }
    return names;
  }

  /** Whether a row is of a single worker, and not of the network. */
  boolean isOfWorker(ColumnCursor[] row) {
    return !row[0].isNull();
  }

  /** The step of a row, or -1 for the probe. */
  int pass(ColumnCursor[] row) {
    return row[1].word().equals(PROBE) ? -1 : row[2].count();
  }

  int layer(ColumnCursor[] row) {
    return row[3].count();
  }

  double theory(ColumnCursor[] row) {
    return row[4].real();
  }

  double metric(int index, ColumnCursor[] row) {
    return row[ALWAYS.size() + index].real();
  }

  private ColumnCursor ofTensor(int index, ColumnCursor[] row) {
    return row[ALWAYS.size() + metrics.size() + index];
  }

  /** The tensor of a row; empty for none. */
  String tensor(ColumnCursor[] row) {
    String tensor = tensors ? ofTensor(0, row).text() : null;
    return tensor == null ? "" : tensor;
  }

  /** The time step that a row is about; 0 for all. */
  int timeStep(ColumnCursor[] row) {
    return tensors ? ofTensor(1, row).count() : 0;
  }

  /** The norm of a tensor's gradient. */
  double gradient(ColumnCursor[] row) {
    return metric(metrics.indexOf(Metric.GRAD_W_L2), row);
  }

  double streamDelta(ColumnCursor[] row) {
    return tensors ? ofTensor(2, row).real() : Double.NaN;
  }

  long @org.jspecify.annotations.Nullable [] histogram(ColumnCursor[] row) {
    return row[row.length - 1].counts();
  }
}
