package org.gradientatlas.table.schema;

import java.util.List;
import java.util.stream.Stream;
import org.gradientatlas.measure.StepStats;
import org.gradientatlas.measure.WorkerSpread;

/** Columns of a training step, over all layers, with the spread of workers. */
final class StepColumns {
  private StepColumns() {}

  private static final List<Column<StepStats>> STATS =
      List.of(
          Column.integer(ColumnNames.STEP, "updates made before this step", StepStats::step),
          Column.real(
              ColumnNames.LOSS, "mean loss of the batch, before the update", StepStats::loss),
          Column.real(
              ColumnNames.ACCURACY,
              "share of the batch classified correctly, before the update; null for regression",
              StepStats::accuracy),
          Column.real(
              ColumnNames.GRAD_L2,
              "Euclidean norm of the batch-mean gradient, weights and biases of all layers",
              StepStats::gradL2),
          Column.real(
              ColumnNames.GRAD_L2_CLIPPED,
              "Euclidean norm of that gradient after clipping",
              StepStats::gradL2Clipped),
          Column.real(
              ColumnNames.CLIP_FRACTION,
              "share of gradient entries that clipping changed",
              StepStats::clipFraction),
          Column.real(
              ColumnNames.CLIP_COSINE,
              "cosine between the gradient and the clipped one: 1 where clipping only shortens it",
              StepStats::clipCosine),
          Column.real(
              ColumnNames.UPDATE_RATIO,
              "mean abs(update) / mean abs(weight), over the weights of all layers",
              StepStats::updateRatio));

  private static final List<Column<WorkerSpread>> SPREAD =
      List.of(
          Column.real(
              "drift_l2",
              "root mean square over the workers of the Euclidean distance between their "
                  + "parameters, after the step, and the mean parameters; null unless dl4j-spark",
              s -> s.drift().l2()),
          Column.real(
              "drift_cosine",
              "mean over the workers of the cosine between their change of the parameters "
                  + "since the last averaging and the mean change; null unless dl4j-spark",
              s -> s.drift().cosine()),
          Column.real(
              "grad_drift_l2",
              "root mean square over the workers of the Euclidean distance between their "
                  + "unclipped gradient and the mean gradient; null unless dl4j-spark",
              s -> s.drift().gradientL2()),
          Column.real(
              "grad_drift_cosine",
              "mean over the workers of the cosine between their gradient and the mean gradient;"
                  + " null unless dl4j-spark",
              s -> s.drift().gradientCosine()),
          Column.real(
              "worker_clip_l2",
              "Euclidean norm of the mean of the workers' clipped gradients; null unless"
                  + " dl4j-spark",
              WorkerSpread::clippedL2),
          Column.real(
              "worker_clip_cosine",
              "cosine between that mean and the clipped mean of the workers' gradients; "
                  + "null unless dl4j-spark",
              WorkerSpread::clippedCosine));

  static final List<Column<StepRecord>> ALL =
      Stream.concat(
              STATS.stream().map(c -> c.of(StepRecord::stats)),
              SPREAD.stream().map(c -> c.of(StepRecord::around)))
          .toList();
}
