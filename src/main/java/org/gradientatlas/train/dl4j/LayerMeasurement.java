package org.gradientatlas.train.dl4j;

import org.gradientatlas.axis.Activation;
import org.gradientatlas.measure.GradientStats;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.Moments;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.study.Trial;

/** Makes the rows of one recorded pass, a layer at a time, from copies of its numbers. */
final class LayerMeasurement {
  private final Trial trial;
  private final Phase phase;
  private final int step;
  private final double[] weights;
  private final ClippedGradient gradient;
  private final double[] update;

  /**
   * @param weights parameters before the update
   * @param gradient of this pass; clipping is reported in training only
   * @param update what is subtracted; NaN if no update is made
   */
  LayerMeasurement(
      Trial trial,
      Phase phase,
      int step,
      double[] weights,
      ClippedGradient gradient,
      double[] update) {
    this.trial = trial;
    this.phase = phase;
    this.step = step;
    this.weights = weights;
    this.gradient = gradient;
    this.update = update;
  }

  LayerStats row(Slice slice, Tape tape) {
    double smallestNormal = trial.training().precision().smallestNormal();
    return new LayerStats(
        new LayerStats.Place(phase, step, slice.layer(), slice.fanIn(), slice.fanOut()),
        forward(slice, tape),
        new LayerStats.Backward(
            Moments.of(tape.deltas()).rms(),
            slice.biases() == 0 ? Double.NaN : Moments.of(slice.biases(gradient.raw())).l2()),
        GradientStats.of(slice.weights(gradient.raw()), smallestNormal),
        phase == Phase.TRAIN ? clipping(slice) : LayerStats.Clipping.NONE,
        weights(slice));
  }

  private LayerStats.Forward forward(Slice slice, Tape tape) {
    boolean hidden = slice.layer() <= trial.network().depth();
    double[] z = tape.preactivations();
    return new LayerStats.Forward(
        distribution(z),
        distribution(tape.activations()),
        hidden ? saturated(z) : Double.NaN,
        hidden ? dead(z, slice.fanOut()) : Double.NaN);
  }

  static LayerStats.Distribution distribution(double[] values) {
    Moments moments = Moments.of(values);
    return new LayerStats.Distribution(moments.mean(), moments.sd());
  }

  private LayerStats.Clipping clipping(Slice slice) {
    return new LayerStats.Clipping(
        Moments.of(slice.weights(gradient.clipped())).l2(),
        gradient.changed(slice.from(), slice.end()));
  }

  private LayerStats.Weights weights(Slice slice) {
    double[] w = slice.weights(weights);
    return new LayerStats.Weights(
        Moments.of(w).l2(),
        phase == Phase.TRAIN ? greatest(w) : Double.NaN,
        sumOfSizes(slice.weights(update)) / sumOfSizes(w));
  }

  static double sumOfSizes(double[] values) {
    double sum = 0;
    for (double v : values) {
      sum += Math.abs(v);
    }
    return sum;
  }

  static double greatest(double[] values) {
    double greatest = 0;
    for (double v : values) {
      greatest = Math.max(greatest, Math.abs(v));
    }
    return greatest;
  }

  private double saturated(double[] z) {
    double[] p = trial.network().activation().array();
    Activation activation = trial.network().activation().type();
    double limit = LayerStats.SATURATED_BELOW * activation.steepest(p);
    int count = 0;
    for (double v : z) {
      count += Math.abs(activation.derivative(v, p)) < limit ? 1 : 0;
    }
    return count / (double) z.length;
  }

  private double dead(double[] z, int units) {
    int count = 0;
    for (int unit = 0; unit < units; unit++) {
      count += dead(z, unit, units) ? 1 : 0;
    }
    return count / (double) units;
  }

  private boolean dead(double[] z, int unit, int units) {
    double[] p = trial.network().activation().array();
    for (int i = unit; i < z.length; i += units) {
      double derivative = trial.network().activation().type().derivative(z[i], p);
      if (trial.training().precision().round(derivative) != 0) {
        return false;
      }
    }
    return true;
  }
}
