package org.gradientatlas.table;

import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.gradientatlas.measure.Drift;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.MagnitudeHistogram;
import org.gradientatlas.measure.Spread;
import org.gradientatlas.measure.StepStats;
import org.gradientatlas.measure.TrialResult.Failure;
import org.jspecify.annotations.Nullable;

/** The tables that a sweep writes. A new statistic is one line here. Changes only add columns. */
public final class Tables {
  private Tables() {}

  /** One row a trial; what is in it is done. */
  public static final Table<TrialRecord> TRIALS =
      new Table<>(
          "trials",
          "one row a trial: how it ended, and where it ran",
          CellColumns.ALL,
          List.of(
              Column.text(
                  "outcome",
                  "completed, diverged, failed or timed_out",
                  r -> r.result().outcome().label()),
              Column.integer(
                  "diverged_step",
                  "first step whose loss or gradient was not finite; null if none was",
                  r -> r.result().divergedStep()),
              Column.integer(
                  "steps_planned",
                  "updates that the study asks for",
                  r -> r.trial().training().steps()),
              Column.integer("steps_done", "updates that were made", r -> r.result().stepsDone()),
              Column.real(
                  "initial_loss",
                  "mean validation loss before the first step, in nats for softmax-cross-entropy, as all losses",
                  r -> r.result().initialLoss()),
              Column.real(
                  "final_loss",
                  "mean validation loss after the last step; null unless completed",
                  r -> r.result().finalLoss()),
              Column.real(
                  "best_loss",
                  "least mean validation loss among the start, each quarter and the end",
                  r -> r.result().bestLoss()),
              Column.real(
                  "final_accuracy",
                  "share of validation examples classified correctly after the last step; null for"
                      + " regression",
                  r -> r.result().finalAccuracy()),
              Column.real(
                  "final_training_loss",
                  "mean loss then of the first training examples, as many as there are for"
                      + " validation at most",
                  r -> r.result().finalTrainingLoss()),
              Column.real(
                  "guess_loss",
                  "mean validation loss of guessing the mean target of the training examples",
                  r -> r.result().guessLoss()),
              Column.real(
                  "guess_accuracy",
                  "share of validation examples in the class that most training examples have; null"
                      + " for regression",
                  r -> r.result().guessAccuracy()),
              Column.real(
                  "theory_chi1",
                  "factor on E delta^2 a layer towards the input, deep inside: sw2 E phi'(sqrt(q*)"
                      + " g)^2, g ~ N(0, 1), sw2 = fan_in Var(w)",
                  r -> r.theory().chi1()),
              Column.real(
                  "theory_q_star",
                  "variance of z deep inside: fixed point of q -> sw2 E phi(sqrt(q) g)^2 + sb2",
                  r -> r.theory().qStar()),
              Column.real(
                  "theory_depth_scale",
                  "layers over which delta^2 changes e-fold: 1 / abs(ln chi1)",
                  r -> r.theory().depthScale()),
              Column.real(
                  "theory_correlation_depth",
                  "layers over which two inputs' correlation settles e-fold: xi_c (Schoenholz 2016)",
                  r -> r.theory().correlationDepth()),
              Column.real(
                  "theory_log10_delta_slope",
                  "decades that delta_rms grows a layer towards the input (negative: it vanishes), by theory"
                      + " of each layer, fitted to the same layers as measured_log10_delta_slope",
                  r -> r.theory().log10DeltaSlope()),
              Column.real(
                  "theory_log10_delta_slope_sd",
                  "standard deviation of that slope over networks of this width, for one example and one"
                      + " cotangent; the mean square over a batch strays less (0.2 to 0.6 of it at"
                      + " 64 examples)",
                  r -> r.theory().slopeDeviation()),
              Column.real(
                  "theory_log10_delta_slope_shift",
                  "what finite width adds to the mean of theory_log10_delta_slope, again for one example; the mean"
                      + " square over a batch shifts less",
                  r -> r.theory().slopeShift()),
              Column.text(
                  "theory_gap",
                  "which of the theory columns are null, and why; null where none is",
                  r -> r.theory().gap().isEmpty() ? null : r.theory().gap()),
              Column.real(
                  "measured_log10_delta_slope",
                  "decades that delta_rms grows a layer towards the input (negative: it vanishes), fitted by"
                      + " least squares to log10 delta_rms of the probe's hidden layers, without the"
                      + " first depth/4 (at most 5)",
                  r -> r.result().deltaSlope()),
              Column.text(
                  "error_class",
                  "exception of a failed trial; null for others",
                  r -> error(r, true)),
              Column.text("error_message", "message of that exception", r -> error(r, false)),
              Column.real(
                  "train_ms",
                  "milliseconds in steps that were not recorded, and in evaluations",
                  r -> r.result().times().train()),
              Column.real(
                  "record_ms",
                  "milliseconds in the probe and in recorded steps, their training included",
                  r -> r.result().times().record()),
              Column.real(
                  "setup_ms",
                  "milliseconds for data, initial weights and buffers",
                  r -> r.result().times().setup()),
              Column.text("host", "machine that ran it", r -> r.site().host()),
              Column.text("executor_id", "Spark executor that ran it", r -> r.site().executorId()),
              Column.text(
                  "blas_kernel",
                  "core type of OpenBLAS; rows are bit-equal on one core type",
                  r -> r.site().blasKernel()),
              Column.text("app_version", "version of Gradient Atlas", r -> r.site().appVersion()),
              Column.text("git_commit", "commit that it was built from", r -> r.site().gitCommit()),
              new Column<>(
                  "finished_at",
                  DataTypes.TimestampType,
                  "when it ended (UTC), by the executor's clock",
                  r -> Timestamp.from(r.finishedAt()))));

  private static final List<Column<StepStats>> STEP_STATS =
      List.of(
          Column.integer("step", "updates made before this step", StepStats::step),
          Column.real("loss", "mean loss of the batch, before the update", StepStats::loss),
          Column.real(
              "accuracy",
              "share of the batch classified correctly, before the update; null for regression",
              StepStats::accuracy),
          Column.real(
              "grad_l2",
              "Euclidean norm of the batch-mean gradient, weights and biases of all layers",
              StepStats::gradL2),
          Column.real(
              "grad_l2_clipped",
              "Euclidean norm of that gradient after clipping",
              StepStats::gradL2Clipped),
          Column.real(
              "clip_fraction",
              "share of gradient entries that clipping changed",
              StepStats::clipFraction),
          Column.real(
              "clip_cosine",
              "cosine between the gradient and the clipped one: 1 where clipping only shortens it",
              StepStats::clipCosine),
          Column.real(
              "update_ratio",
              "mean abs(update) / mean abs(weight), over the weights of all layers",
              StepStats::updateRatio));

  private static final List<Column<Spread>> SPREAD =
      List.of(
          Column.real(
              "drift_l2",
              "root mean square over the workers of the Euclidean distance of their parameters, after"
                  + " the step, from their mean; null unless dl4j-spark",
              s -> s.drift().l2()),
          Column.real(
              "drift_cosine",
              "mean over the workers of the cosine between what they changed since the last averaging"
                  + " and the mean of that; null unless dl4j-spark",
              s -> s.drift().cosine()),
          Column.real(
              "grad_drift_l2",
              "root mean square over the workers of the Euclidean distance of their gradients,"
                  + " unclipped, from their mean; null unless dl4j-spark",
              s -> s.drift().gradientL2()),
          Column.real(
              "grad_drift_cosine",
              "mean over the workers of the cosine between their gradient and the mean gradient; null"
                  + " unless dl4j-spark",
              s -> s.drift().gradientCosine()),
          Column.real(
              "worker_clip_l2",
              "Euclidean norm of the mean of the workers' clipped gradients; null unless dl4j-spark",
              Spread::clippedL2),
          Column.real(
              "worker_clip_cosine",
              "cosine between that mean and the workers' mean gradient clipped; null unless"
                  + " dl4j-spark",
              Spread::clippedCosine));

  /** One row a recorded step. */
  public static final Table<StepRecord> STEPS =
      new Table<>(
          "steps",
          "one row a recorded training step, over all layers; of engine dl4j-spark, of the workers'"
              + " average on the examples of all",
          CellColumns.ALL,
          Stream.concat(
                  STEP_STATS.stream().map(c -> c.of(StepRecord::stats)),
                  SPREAD.stream().map(c -> c.of(StepRecord::around)))
              .toList());

  private static final List<Column<LayerStats>> LAYER_STATS =
      List.of(
          Column.text(
              "phase",
              "probe (one pass at initialization, random linear cotangent) or train",
              s -> s.phase().label()),
          Column.integer("step", "updates made before this step; 0 in the probe", LayerStats::step),
          Column.integer(
              "layer",
              "1 to depth for hidden layers, depth + 1 for the output layer",
              LayerStats::layer),
          Column.integer("fan_in", "inputs of the layer", LayerStats::fanIn),
          Column.integer("fan_out", "units of the layer", LayerStats::fanOut),
          Column.real(
              "delta_rms",
              "sqrt(mean over batch and units of delta^2), delta = d loss_i / d z: loss_i of one example, z"
                  + " the pre-activations of this layer",
              LayerStats::deltaRms),
          Column.real(
              "grad_w_l2",
              "Euclidean norm of the weight gradient (batch mean, unclipped)",
              s -> s.gradient().l2()),
          Column.real(
              "grad_w_mean", "mean of the weight gradient's entries", s -> s.gradient().mean()),
          Column.real(
              "grad_w_sd",
              "standard deviation of the weight gradient's entries",
              s -> s.gradient().sd()),
          Column.real(
              "grad_w_abs_mean",
              "mean absolute value of the weight gradient's entries",
              s -> s.gradient().absMean()),
          Column.real("grad_w_min", "least entry of the weight gradient", s -> s.gradient().min()),
          Column.real(
              "grad_w_max", "greatest entry of the weight gradient", s -> s.gradient().max()),
          Column.real(
              "grad_b_l2",
              "Euclidean norm of the bias gradient; null without biases",
              LayerStats::gradBL2),
          Column.real(
              "grad_w_l2_clipped",
              "Euclidean norm of the weight gradient after clipping; null in the probe",
              LayerStats::gradWL2Clipped),
          Column.real(
              "clip_fraction",
              "share of the layer's gradient entries that clipping changed; null in the probe",
              LayerStats::clipFraction),
          Column.real(
              "grad_zero_fraction",
              "share of weight gradient entries that are exactly 0",
              s -> s.gradient().zeroFraction()),
          Column.real(
              "grad_subnormal_fraction",
              "share of weight gradient entries that are subnormal in the trial's precision (below 1.18e-38 in"
                  + " float32), 0 apart",
              s -> s.gradient().subnormalFraction()),
          Column.count(
              "grad_nonfinite_count",
              "weight gradient entries that are NaN or infinite",
              s -> s.gradient().nonfiniteCount()),
          Column.real(
              "preact_mean",
              "mean over batch and units of z, the pre-activations",
              LayerStats::preactMean),
          Column.real(
              "preact_sd", "standard deviation of z over batch and units", LayerStats::preactSd),
          Column.real(
              "act_mean",
              "mean over batch and units of phi(z), the activations",
              LayerStats::actMean),
          Column.real(
              "act_sd", "standard deviation of phi(z) over batch and units", LayerStats::actSd),
          Column.real(
              "saturated_fraction",
              "share of unit outputs with abs(phi'(z)) below 5 % of its greatest value; null"
                  + " for the output layer",
              LayerStats::saturatedFraction),
          Column.real(
              "dead_unit_fraction",
              "share of units with phi'(z) = 0 on the whole batch; null for the output layer",
              LayerStats::deadUnitFraction),
          Column.real(
              "weight_l2",
              "Euclidean norm of the weights, before the update",
              LayerStats::weightL2),
          Column.real(
              "weight_abs_max",
              "greatest abs(weight), before the update; null in the probe",
              LayerStats::weightAbsMax),
          Column.real(
              "update_ratio",
              "mean abs(update) / mean abs(weight) of the weights; null in the probe",
              LayerStats::updateRatio),
          Column.real(
              "jacobian_sv_mean",
              "mean singular value of d a^l / d a^(l-1) = W diag(phi'(z)) at initialization, over the first"
                  + " training.jacobian-examples examples; hidden layers of the probe only, null with"
                  + " normalization or skips",
              LayerStats::jacobianSvMean),
          new Column<>(
              "grad_log2_histogram",
              DataTypes.createArrayType(DataTypes.LongType, false),
              "counts of weight gradient entries by floor(log2 abs(g)): "
                  + MagnitudeHistogram.BUCKETS
                  + " buckets, the first below 2^-80, bucket i (from 0) from 2^(i-81), the last"
                  + " from 2^14; zeros and NaN in none",
              s -> s.gradient().histogram()));

  private static final List<Column<LayerRecord>> LAYER_THEORY =
      List.of(
          Column.real(
              "theory_q",
              "variance of z in this layer at initialization, by mean field: sw2 E phi(sqrt(q) g)^2"
                  + " + sb2, q of the layer below",
              LayerRecord::q),
          Column.real(
              "theory_log10_delta_rms_ratio",
              "log10 of delta_rms here over delta_rms of the output layer in the probe, by mean"
                  + " field",
              LayerRecord::log10DeltaRmsRatio));

  private static final List<Column<LayerRecord>> WORKER =
      List.of(
          Column.integer(
              "worker",
              "from 0, whose network it is before averaging; null for a network that is trained"
                  + " alone, and for the workers' average on the examples of all",
              LayerRecord::worker),
          drift(
              "drift_l2",
              "Euclidean distance of the worker's weights, after the step, from the workers' mean;"
                  + " null without a worker",
              Drift::l2),
          drift(
              "drift_cosine",
              "cosine between what it changed of the weights since the last averaging and the"
                  + " workers' mean of that; null without a worker",
              Drift::cosine),
          drift(
              "grad_drift_l2",
              "Euclidean distance of its weight gradient, unclipped, from the workers' mean; null"
                  + " without a worker",
              Drift::gradientL2),
          drift(
              "grad_drift_cosine",
              "cosine between the two; null without a worker",
              Drift::gradientCosine));

  private static Column<LayerRecord> drift(
      String name, String comment, ToDoubleFunction<Drift> value) {
    return Column.real(
        name,
        comment,
        record -> record.drift() == null ? Double.NaN : value.applyAsDouble(record.drift()));
  }

  /** One row a layer and recorded pass. */
  public static final Table<LayerRecord> LAYERS =
      new Table<>(
          "layers",
          "one row a layer and recorded pass: what the gradient did there; of engine dl4j-spark, one"
              + " more for each worker",
          CellColumns.ALL,
          Stream.of(
                  LAYER_STATS.stream().map(c -> c.of(LayerRecord::stats)),
                  LAYER_THEORY.stream(),
                  WORKER.stream())
              .flatMap(columns -> columns)
              .toList());

  /** One row a trial and axis that has no column of its own. */
  public static final Table<Map.Entry<String, String>> AXES =
      new Table<>(
          "axes",
          "one row a trial and grid axis that is not among the cell columns, for example bias",
          CellColumns.ALL,
          List.of(
              Column.text("axis", "key in the study file", Map.Entry::getKey),
              Column.text("value", "its value in this trial", Map.Entry::getValue)));

  /** One row a claim of the study; written after a sweep, by the driver. */
  public static final Table<ClaimRecord> CLAIMS =
      new Table<>(
          "claims",
          "one row a claim of the study file, written anew by every `jobs/study` and `jobs/train`"
              + " (local outputs only)",
          List.of(),
          List.of(
              Column.text("study", "name of the study", ClaimRecord::study),
              Column.text("claim", "what is claimed", r -> r.claim().text()),
              Column.real(
                  "published",
                  "the number that was published or derived; null for a bound alone",
                  r -> r.claim().published()),
              Column.real(
                  "at_least",
                  "the least number that agrees; null for none",
                  r -> r.claim().atLeast()),
              Column.real(
                  "at_most",
                  "the greatest number that agrees; null for none",
                  r -> r.claim().atMost()),
              Column.real(
                  "measured",
                  "the number that the query gave; null if it gave none",
                  ClaimRecord::measured),
              new Column<>(
                  "agrees",
                  DataTypes.BooleanType,
                  "whether the measured number is neither below nor above",
                  ClaimRecord::agrees),
              Column.text("query", "SQL over the study's tables", r -> r.claim().query()),
              Column.text(
                  "error",
                  "why the query gave no number; null if it gave one",
                  r -> r.error().isEmpty() ? null : r.error()),
              Column.text(
                  "note",
                  "what the study file adds to the claim; null for nothing",
                  r -> r.claim().note().isEmpty() ? null : r.claim().note())));

  /** All that a sweep writes, the trials last: what is in that table is done. */
  public static final List<Table<?>> ALL = List.of(LAYERS, STEPS, AXES, TRIALS);

  private static @Nullable String error(TrialRecord record, boolean type) {
    Failure failure = record.result().error();
    if (failure == null) {
      return null;
    }
    return type ? failure.type() : failure.message();
  }
}
