package org.gradientatlas.train.nd4j.program.recurrent;

import java.util.Arrays;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.train.nd4j.kernel.KernelPair;
import org.gradientatlas.train.nd4j.kernel.LayerSums;
import org.gradientatlas.train.nd4j.kernel.RunningMoments;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.program.Learned;
import org.gradientatlas.train.nd4j.program.SumStats;
import org.gradientatlas.train.nd4j.program.Workshop;
import org.jspecify.annotations.Nullable;

/**
 * Records what one gate's sum computes, time step by time step, on copies: a recorded pass computes
 * the same as any other. Its row tells of all time steps together.
 */
final class SumRecorder {
  private static final double[] NO_PARAMETERS = {};

  private final Unrolled layer;
  private final Activation activation;
  private final KernelPair kernels;
  private final SumStats all;
  private final @Nullable Tensor bias;
  private final int from;
  private final Tensor copy;
  private final boolean[] alive;

  /**
   * @param gate counted from 0
   * @param copy memory for the sums of one time step
   */
  SumRecorder(Workshop workshop, Unrolled layer, int gate, Activation activation, Tensor copy) {
    this.layer = layer;
    this.activation = activation;
    this.kernels = workshop.kernels(Variant.of(activation));
    String name = layer.cell.gates().get(gate);
    this.all = layer.site.tensor(GateTensors.named("W", name)).sum();
    Learned learned = layer.site.find(GateTensors.named("b", name));
    this.bias = learned == null ? null : learned.values();
    this.from = gate * layer.units;
    this.copy = copy;
    this.alive = new boolean[layer.units];
  }

  /**
   * Records one time step's sums, before the bias is added to them.
   *
   * @param forward receives those of this time step alone
   */
  void forward(int t, Tensor sums, LayerSums.Forward forward) {
    copy(sums);
    if (Double.isNaN(kernels.fast().activate(copy, bias, copy, layer.batch, forward))) {
      copy(sums);
      kernels.plain().activate(copy, bias, copy, layer.batch, forward);
    }
    if (t == 0) {
      Arrays.fill(alive, false);
      start(all.forward.preactivations, forward.preactivations);
      start(all.forward.activations, forward.activations);
      all.forward.saturated = 0;
    }
    all.forward.preactivations.add(forward.preactivations);
    all.forward.activations.add(forward.activations);
    all.forward.saturated += forward.saturated;
    live(sums, forward.deadUnits == 0);
    all.forward.deadUnits = dead();
    all.outputs = (long) (t + 1) * layer.batch * layer.units;
    all.units = layer.units;
  }

  /** Records one time step's deltas, the last step first; returns the sum of their squares. */
  double backward(int t, Tensor deltas) {
    copy(deltas);
    double squares = kernels.fast().squares(copy, layer.batch);
    all.deltaSquares = squares + (t == layer.timeSteps - 1 ? 0 : all.deltaSquares);
    return squares;
  }

  private void copy(Tensor block) {
    ColumnBlocks.copy(block, from, copy, 0, layer.units);
  }

  private static void start(RunningMoments moments, RunningMoments like) {
    moments.start(like.shift());
  }

  /** Marks the units with a slope that does not round to 0 on one of the step's examples. */
  private void live(Tensor sums, boolean every) {
    if (every) {
      Arrays.fill(alive, true);
    }
    for (int unit = 0; unit < layer.units; unit++) {
      for (int row = 0; !alive[unit] && row < layer.batch; row++) {
        alive[unit] = slope(sums, row, unit) != 0;
      }
    }
  }

  private double slope(Tensor sums, int row, int unit) {
    double sum = sums.get(row * sums.columns() + from + unit);
    double shifted = sums.precision().round(sum + (bias == null ? 0 : bias.get(unit)));
    return sums.precision().round(activation.derivative(shifted, NO_PARAMETERS));
  }

  private long dead() {
    long count = 0;
    for (boolean unit : alive) {
      count += unit ? 0 : 1;
    }
    return count;
  }
}
