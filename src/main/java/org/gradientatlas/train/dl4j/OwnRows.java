package org.gradientatlas.train.dl4j;

import java.util.Map;
import java.util.function.Consumer;
import org.gradientatlas.measure.GradientStats;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.Moments;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.study.Trial;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rows of one recorded pass of a user's network, one for each tensor. What a layer
 * computed is in the first of its rows: all of it for dense and convolutional layers, and what it
 * gives for others, whose sums and deltas Deeplearning4j does not show.
 *
 * @param weights parameters before the update
 * @param gradient of this pass
 * @param update what is subtracted; NaN if no update is made
 * @param tapes what each watched layer computed
 * @param given what the other layers gave
 */
@SuppressWarnings("ArrayRecordComponent")
record OwnRows(
    Trial trial,
    Phase phase,
    int step,
    double[] weights,
    ClippedGradient gradient,
    double[] update,
    Map<String, Tape> tapes,
    Map<String, LayerStats.Distribution> given) {

  void of(OwnLayer layer, Consumer<LayerStats> rows) {
    Tape tape = tapes.get(layer.name());
    LayerStats.Forward forward = tape == null ? forward(given.get(layer.name())) : forward(tape);
    double delta = tape == null ? Double.NaN : Moments.of(tape.deltas()).rms();
    for (OwnTensor tensor : layer.learned()) {
      rows.accept(row(layer, tensor, forward, delta));
      forward = LayerStats.Forward.NONE;
      delta = Double.NaN;
    }
  }

  private LayerStats row(
      OwnLayer layer, OwnTensor tensor, LayerStats.Forward forward, double delta) {
    boolean train = phase == Phase.TRAIN;
    double[] w = tensor.of(weights);
    return new LayerStats(
        new LayerStats.Place(
            phase,
            step,
            layer.layer(),
            tensor.first().fanIn(),
            tensor.first().fanOut(),
            tensor.name(),
            null),
        forward,
        new LayerStats.Backward(delta, Double.NaN),
        GradientStats.of(tensor.of(gradient.raw()), trial.training().precision().smallestNormal()),
        train ? clipping(tensor) : LayerStats.Clipping.NONE,
        new LayerStats.Weights(
            Moments.of(w).l2(),
            train ? LayerMeasurement.greatest(w) : Double.NaN,
            LayerMeasurement.sumOfSizes(tensor.of(update)) / LayerMeasurement.sumOfSizes(w)));
  }

  private static LayerStats.Forward forward(LayerStats.@Nullable Distribution outputs) {
    return outputs == null
        ? LayerStats.Forward.NONE
        : new LayerStats.Forward(LayerStats.Distribution.NONE, outputs, Double.NaN, Double.NaN);
  }

  private static LayerStats.Forward forward(Tape tape) {
    return new LayerStats.Forward(
        LayerMeasurement.distribution(tape.preactivations()),
        LayerMeasurement.distribution(tape.activations()),
        Double.NaN,
        Double.NaN);
  }

  private LayerStats.Clipping clipping(OwnTensor tensor) {
    return new LayerStats.Clipping(
        Moments.of(tensor.of(gradient.clipped())).l2(),
        gradient.changed(tensor.from(), tensor.end()));
  }
}
