package org.gradientatlas.table.schema;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.gradientatlas.measure.Drift;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.MagnitudeHistogram;

/** Columns of a layer in a pass, with theory's predictions and the drift of workers. */
final class LayerColumns {
  private LayerColumns() {}

  private static final List<Column<LayerStats>> STATS =
      List.of(
          Column.text(
              ColumnNames.PHASE,
              "probe (one pass at initialization, with a random linear cotangent) or train",
              s -> s.place().phase().label()),
          Column.integer(
              ColumnNames.STEP,
              "updates made before this step; 0 in the probe",
              s -> s.place().step()),
          Column.integer(
              ColumnNames.LAYER,
              "1 to depth for hidden layers or blocks, depth + 1 for the output layer; 0 for the"
                  + " projection of the input before blocks",
              s -> s.place().layer()),
          Column.integer(ColumnNames.FAN_IN, "inputs of the layer", s -> s.place().fanIn()),
          Column.integer(ColumnNames.FAN_OUT, "units of the layer", s -> s.place().fanOut()),
          Column.real(
              ColumnNames.DELTA_RMS,
              "sqrt(mean over batch and units of delta^2), where delta = d loss_i / d z, "
                  + "loss_i is the loss of one example and z are this layer's pre-activations",
              s -> s.backward().deltaRms()),
          Column.real(
              ColumnNames.GRAD_W_L2,
              "Euclidean norm of the weight gradient (batch mean, unclipped)",
              s -> s.gradient().values().l2()),
          Column.real(
              "grad_w_mean",
              "mean of the weight gradient's entries",
              s -> s.gradient().values().mean()),
          Column.real(
              "grad_w_sd",
              "standard deviation of the weight gradient's entries",
              s -> s.gradient().values().sd()),
          Column.real(
              ColumnNames.GRAD_W_ABS_MEAN,
              "mean absolute value of the weight gradient's entries",
              s -> s.gradient().values().absMean()),
          Column.real(
              "grad_w_min",
              "minimum of the weight gradient's entries",
              s -> s.gradient().values().min()),
          Column.real(
              "grad_w_max",
              "maximum of the weight gradient's entries",
              s -> s.gradient().values().max()),
          Column.real(
              "grad_b_l2",
              "Euclidean norm of the bias gradient; null without biases",
              s -> s.backward().biasGradientL2()),
          Column.real(
              "grad_w_l2_clipped",
              "Euclidean norm of the weight gradient after clipping; null in the probe",
              s -> s.clipping().l2()),
          Column.real(
              ColumnNames.CLIP_FRACTION,
              "share of the layer's gradient entries that clipping changed; null in the probe",
              s -> s.clipping().fraction()),
          Column.real(
              ColumnNames.GRAD_ZERO_FRACTION,
              "share of weight gradient entries that are exactly 0",
              s -> s.gradient().classes().zeroFraction()),
          Column.real(
              ColumnNames.GRAD_SUBNORMAL_FRACTION,
              "share of weight gradient entries that are subnormal in the trial's precision "
                  + "(below 1.18e-38 in float32) but not 0",
              s -> s.gradient().classes().subnormalFraction()),
          Column.count(
              ColumnNames.GRAD_NONFINITE_COUNT,
              "weight gradient entries that are NaN or infinite",
              s -> s.gradient().classes().nonfiniteCount()),
          Column.real(
              "preact_mean",
              "mean over batch and units of z, the pre-activations",
              s -> s.forward().preactivations().mean()),
          Column.real(
              "preact_sd",
              "standard deviation of z over batch and units",
              s -> s.forward().preactivations().sd()),
          Column.real(
              ColumnNames.ACT_MEAN,
              "mean over batch and units of phi(z), the activations",
              s -> s.forward().activations().mean()),
          Column.real(
              ColumnNames.ACT_SD,
              "standard deviation of phi(z) over batch and units",
              s -> s.forward().activations().sd()),
          Column.real(
              ColumnNames.SATURATED_FRACTION,
              "share of unit outputs with abs(phi'(z)) below 5 % of its greatest value; null"
                  + " for the output layer",
              s -> s.forward().saturatedFraction()),
          Column.real(
              ColumnNames.DEAD_UNIT_FRACTION,
              "share of units with phi'(z) = 0 on the whole batch; null for the output layer",
              s -> s.forward().deadUnitFraction()),
          Column.real(
              ColumnNames.WEIGHT_L2,
              "Euclidean norm of the weights, before the update",
              s -> s.weights().l2()),
          Column.real(
              ColumnNames.WEIGHT_ABS_MAX,
              "largest abs(weight), before the update; null in the probe",
              s -> s.weights().absMax()),
          Column.real(
              ColumnNames.UPDATE_RATIO,
              "mean abs(update) / mean abs(weight) of the weights; null in the probe",
              s -> s.weights().updateRatio()),
          Column.real(
              "jacobian_sv_mean",
              "mean singular value of d a^l / d a^(l-1) = W diag(phi'(z)) at initialization, over"
                  + " the first training.jacobian-examples examples; hidden layers of the probe"
                  + " only, null with normalization or skips and in architectures other than dense",
              s -> s.backward().jacobianSvMean()),
          new Column<>(
              "grad_log2_histogram",
              DataTypes.createArrayType(DataTypes.LongType, false),
              "counts of weight gradient entries by floor(log2 abs(g)): "
                  + MagnitudeHistogram.BUCKETS
                  + " buckets, the first below 2^-80, bucket i (from 0) from 2^(i-81), the last"
                  + " from 2^14; zeros and NaN in none",
              s -> s.gradient().histogram()),
          Column.text(
              ColumnNames.TENSOR,
              "tensor of the layer that the row is about: W, R, b, Q, gain and so on; null for a"
                  + " dense layer, whose weights it is, and for a time step",
              s -> s.place().tensor()),
          Column.integer(
              ColumnNames.TIME_STEP,
              "time step of a recurrent layer that the row is about, from 1; null for rows about"
                  + " all of them. delta_rms is then with respect to z at that step, for lstm to c"
                  + " and for gru to h",
              s -> s.place().timeStep()),
          Column.real(
              "stream_rms",
              "root mean square of the numbers that pass from this block to the next; null where"
                  + " there are no blocks, and in all but a block's first row",
              s -> s.stream().rms()),
          Column.real(
              ColumnNames.STREAM_DELTA_RMS,
              "root mean square of the loss's derivatives with respect to them",
              s -> s.stream().deltaRms()),
          Column.real(
              ColumnNames.TOKEN_COSINE,
              "mean cosine between two different tokens of an example, after this block; 1 where"
                  + " all tokens have become one",
              s -> s.stream().tokenCosine()),
          Column.real(
              ColumnNames.RANK_RESIDUAL,
              "norm of the differences of an example's tokens from their mean, over the norm of"
                  + " the tokens, after this block; near 0 it resolves what token_cosine rounds"
                  + " to 1",
              s -> s.stream().rankResidual()));

  private static final List<Column<LayerRecord>> THEORY =
      List.of(
          Column.real(
              "theory_q",
              "predicted variance of z in this layer at initialization: sw2 E phi(sqrt(q) "
                  + "g)^2 + sb2, with the q of the layer below (mean field)",
              LayerRecord::q),
          Column.real(
              ColumnNames.THEORY_LOG10_DELTA_RMS_RATIO,
              "predicted log10 of delta_rms over delta_rms of the output layer, in the "
                  + "probe (mean field)",
              LayerRecord::log10DeltaRmsRatio));

  private static final List<Column<LayerRecord>> WORKER =
      List.of(
          Column.integer(
              ColumnNames.WORKER,
              "worker whose network this is before averaging, from 0; null for a network "
                  + "that is trained alone, and for the workers' average on the examples of all",
              LayerRecord::worker),
          drift(
              "drift_l2",
              "Euclidean distance between the worker's weights, after the step, and the "
                  + "workers' mean; null without a worker",
              Drift::l2),
          drift(
              "drift_cosine",
              "cosine between the worker's change of the weights since the last averaging "
                  + "and the workers' mean change; null without a worker",
              Drift::cosine),
          drift(
              "grad_drift_l2",
              "Euclidean distance between the worker's unclipped weight gradient and the "
                  + "workers' mean; null without a worker",
              Drift::gradientL2),
          drift(
              "grad_drift_cosine",
              "cosine between the worker's unclipped weight gradient and the workers' mean; "
                  + "null without a worker",
              Drift::gradientCosine));

  private static Column<LayerRecord> drift(
      String name, String comment, ToDoubleFunction<Drift> value) {
    return Column.real(
        name,
        comment,
        record -> record.drift() == null ? Double.NaN : value.applyAsDouble(record.drift()));
  }

  static final List<Column<LayerRecord>> ALL =
      Stream.of(STATS.stream().map(c -> c.of(LayerRecord::stats)), THEORY.stream(), WORKER.stream())
          .flatMap(columns -> columns)
          .toList();
}
