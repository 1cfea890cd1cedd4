package org.gradientatlas.table.schema;

import java.sql.Timestamp;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.gradientatlas.measure.TrialResult.Failure;
import org.jspecify.annotations.Nullable;

/** Columns of how a trial ended, theory's predictions, and where it ran. */
final class TrialColumns {
  private TrialColumns() {}

  static final List<Column<TrialRecord>> ALL =
      List.of(
          Column.text(
              ColumnNames.OUTCOME,
              "completed, diverged, failed or timed_out",
              r -> r.result().ending().outcome().label()),
          Column.integer(
              ColumnNames.DIVERGED_STEP,
              "first step whose loss or gradient was not finite; null if there was none",
              r -> r.result().ending().divergedStep()),
          Column.integer(
              ColumnNames.STEPS_PLANNED,
              "updates that the study asks for",
              r -> r.trial().training().steps()),
          Column.integer(
              ColumnNames.STEPS_DONE,
              "updates that were made",
              r -> r.result().ending().stepsDone()),
          Column.real(
              ColumnNames.INITIAL_LOSS,
              "mean validation loss before the first step; all losses of "
                  + "softmax-cross-entropy are in nats",
              r -> r.result().scores().initialLoss()),
          Column.real(
              ColumnNames.FINAL_LOSS,
              "mean validation loss after the last step; null unless completed",
              r -> r.result().scores().finalLoss()),
          Column.real(
              "best_loss",
              "lowest mean validation loss at the start, after each quarter and at the end",
              r -> r.result().scores().bestLoss()),
          Column.real(
              ColumnNames.FINAL_ACCURACY,
              "share of validation examples classified correctly after the last step; null "
                  + "for regression",
              r -> r.result().scores().finalAccuracy()),
          Column.real(
              ColumnNames.FINAL_TRAINING_LOSS,
              "mean loss after the last step over the first training examples, at most as "
                  + "many as there are validation examples",
              r -> r.result().scores().finalTrainingLoss()),
          Column.real(
              ColumnNames.GUESS_LOSS,
              "mean validation loss of always guessing the mean target of the training "
                  + "examples, at each time step that has one",
              r -> r.result().guess().loss()),
          Column.real(
              ColumnNames.GUESS_ACCURACY,
              "share of validation examples in the most frequent class of the training "
                  + "examples, at each time step that has one; null for regression",
              r -> r.result().guess().accuracy()),
          Column.real(
              ColumnNames.THEORY_CHI1,
              "factor by which E delta^2 changes from layer to layer towards the input, "
                  + "deep inside: sw2 E phi'(sqrt(q*) g)^2, g ~ N(0, 1), sw2 = fan_in Var(w)",
              r -> r.theory().chi1()),
          Column.real(
              "theory_q_star",
              "variance of z deep inside: the fixed point of q -> sw2 E phi(sqrt(q) g)^2 + "
                  + "sb2",
              r -> r.theory().qStar()),
          Column.real(
              "theory_depth_scale",
              "layers over which delta^2 changes by a factor of e: 1 / abs(ln chi1)",
              r -> r.theory().depthScale()),
          Column.real(
              ColumnNames.THEORY_CORRELATION_DEPTH,
              "xi_c, the layers over which the correlation of two inputs settles by a "
                  + "factor of e (Schoenholz 2016)",
              r -> r.theory().correlationDepth()),
          Column.real(
              ColumnNames.THEORY_LOG10_DELTA_SLOPE,
              "predicted growth of delta_rms towards the input, in decades a layer or time step "
                  + "(negative: it vanishes), fitted to the same layers as "
                  + "measured_log10_delta_slope",
              r -> r.theory().log10DeltaSlope()),
          Column.real(
              ColumnNames.THEORY_LOG10_DELTA_SLOPE_SD,
              "standard deviation of that slope over networks of this width, for one "
                  + "example and one cotangent; the mean square over a batch strays less (0.2 to "
                  + "0.6 of it at 64 examples)",
              r -> r.theory().slopeDeviation()),
          Column.real(
              ColumnNames.THEORY_LOG10_DELTA_SLOPE_SHIFT,
              "what finite width adds to the mean of theory_log10_delta_slope, for one "
                  + "example; less for the mean square over a batch",
              r -> r.theory().slopeShift()),
          Column.text(
              "theory_gap",
              "which theory columns are null, and why; null if none is",
              r -> r.theory().gap().isEmpty() ? null : r.theory().gap()),
          Column.real(
              ColumnNames.MEASURED_LOG10_DELTA_SLOPE,
              "measured growth of delta_rms towards the input, in decades a layer or time step "
                  + "(negative: it vanishes): least-squares slope of log10 delta_rms over the "
                  + "probe's hidden layers, without the first depth/4 (at most 5); slope_over says"
                  + " what it is over",
              r -> r.result().deltaSlope()),
          Column.text(
              ColumnNames.ERROR_CLASS,
              "exception of a failed trial; null for other trials",
              r -> error(r, true)),
          Column.text(ColumnNames.ERROR_MESSAGE, "message of that exception", r -> error(r, false)),
          Column.real(
              ColumnNames.TRAIN_MS,
              "milliseconds spent in steps that were not recorded, and in evaluations",
              r -> r.result().times().train()),
          Column.real(
              ColumnNames.RECORD_MS,
              "milliseconds spent in the probe and in recorded steps, including their "
                  + "training",
              r -> r.result().times().record()),
          Column.real(
              ColumnNames.SETUP_MS,
              "milliseconds spent on data, initial weights and buffers",
              r -> r.result().times().setup()),
          Column.text(ColumnNames.HOST, "machine that ran it", r -> r.site().host()),
          Column.text(
              ColumnNames.EXECUTOR_ID, "Spark executor that ran it", r -> r.site().executorId()),
          Column.text(
              ColumnNames.BLAS_KERNEL,
              "core type of OpenBLAS, with +oneDNN where oneDNN multiplies small matrices; "
                  + "trials of equal kernels have bit-equal rows",
              r -> r.site().blasKernel()),
          Column.text(
              ColumnNames.APP_VERSION, "version of Gradient Atlas", r -> r.site().appVersion()),
          Column.text(
              ColumnNames.GIT_COMMIT, "commit that it was built from", r -> r.site().gitCommit()),
          new Column<>(
              "finished_at",
              DataTypes.TimestampType,
              "when it ended (UTC), by the executor's clock",
              r -> Timestamp.from(r.finishedAt())),
          Column.text(
              ColumnNames.SLOPE_OVER,
              "what the slopes are decades of: layer, or time_step in a recurrent network, where"
                  + " towards the input means back in time",
              r -> r.trial().network().architecture().profile().label()),
          Column.real(
              ColumnNames.THEORY_MEMORY,
              "time steps over which a gated cell keeps 1/e of its state's derivative, without"
                  + " recurrent weights: -1 / ln sigmoid(bias of the gate that keeps)",
              r -> r.theory().memory()));

  private static @Nullable String error(TrialRecord record, boolean type) {
    Failure failure = record.result().ending().error();
    if (failure == null) {
      return null;
    }
    return type ? failure.type() : failure.message();
  }
}
