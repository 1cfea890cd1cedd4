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
 * Makes the rows of one recorded pass of a user's network, one for each tensor. What a dense or
 * convolutional layer computed is in the row of its weights; of other layers it is not known.
 *
 * @param weights parameters before the update
 * @param gradient of this pass
 * @param update what is subtracted; NaN if no update is made
 * @param tapes what each watched layer computed
 */
@SuppressWarnings("ArrayRecordComponent")
record OwnRows(
    Trial trial,
    Phase phase,
    int step,
    double[] weights,
    ClippedGradient gradient,
    double[] update,
    Map<String, Tape> tapes) {

  void of(OwnLayer layer, Consumer<LayerStats> rows) {
    Tape tape = tapes.get(layer.name());
    for (OwnTensor tensor : layer.learned()) {
      rows.accept(row(layer, tensor, tensor.first().leads() ? tape : null));
    }
  }

  private LayerStats row(OwnLayer layer, OwnTensor tensor, @Nullable Tape tape) {
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
        tape == null ? LayerStats.Forward.NONE : forward(tape),
        new LayerStats.Backward(
            tape == null ? Double.NaN : Moments.of(tape.deltas()).rms(), Double.NaN),
        GradientStats.of(tensor.of(gradient.raw()), trial.training().precision().smallestNormal()),
        train ? clipping(tensor) : LayerStats.Clipping.NONE,
        new LayerStats.Weights(
            Moments.of(w).l2(),
            train ? LayerMeasurement.greatest(w) : Double.NaN,
            LayerMeasurement.sumOfSizes(tensor.of(update)) / LayerMeasurement.sumOfSizes(w)));
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
