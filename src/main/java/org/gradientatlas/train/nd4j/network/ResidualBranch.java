package org.gradientatlas.train.nd4j.network;

import org.gradientatlas.axis.Residual;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.nd4j.kernel.LayerKernels;
import org.gradientatlas.train.nd4j.kernel.RunningMoments;
import org.gradientatlas.train.nd4j.memory.Arena;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.step.Parameters;
import org.gradientatlas.train.nd4j.step.UnitClipper;
import org.jspecify.annotations.Nullable;

/** The skip connection of one layer: its output is its input plus scale times its activations. */
final class ResidualBranch {
  private final LayerKernels kernels;
  private final Tensor outputs;
  private final double fixed;
  private final @Nullable Parameters learned;
  private double greatest;

  private ResidualBranch(
      LayerKernels kernels, Tensor outputs, double fixed, @Nullable Parameters learned) {
    this.kernels = kernels;
    this.outputs = outputs;
    this.fixed = fixed;
    this.learned = learned;
  }

  /**
   * The skip connection of hidden layers from the second on; null for none.
   *
   * @param clipped clips the layer's units one by one; null if the clip rule does not
   */
  static @Nullable ResidualBranch of(
      Trial trial, LayerKernels kernels, Arena arena, @Nullable UnitClipper clipped) {
    Trial.Network network = trial.network();
    Residual type = network.residual().type();
    if (type == Residual.NONE) {
      return null;
    }
    double scale = type.scale(network.depth(), network.residual().array());
    Parameters learned = null;
    if (type == Residual.REZERO) {
      int slots = trial.descent().optimizer().type().slots();
      learned = new Parameters(arena, arena.take(1, 1), slots, clipped);
      learned.values.set(0, scale);
    }
    return new ResidualBranch(
        kernels, arena.take(trial.descent().batchSize(), network.width()), scale, learned);
  }

  /** The scale, if it is learned. */
  @Nullable Parameters learned() {
    return learned;
  }

  /** The layer's outputs. */
  Tensor outputs() {
    return outputs;
  }

  /** The greatest output; NaN if one is NaN. */
  double greatest() {
    return greatest;
  }

  /** The size of the learned scale's gradient, as stored; 0 if none is learned. */
  double greatestGradient() {
    return learned == null ? 0 : Math.abs(learned.gradient.get(0));
  }

  private double scale() {
    return learned == null ? fixed : learned.values.get(0);
  }

  /**
   * Computes the outputs.
   *
   * @param input of the layer, with any exponent
   * @param activations phi(z)
   * @param spread receives mean and spread of the outputs; null if not recorded
   */
  void forward(Tensor input, Tensor activations, int batch, @Nullable RunningMoments spread) {
    outputs.exponent(0);
    greatest = kernels.add(input, scale(), activations, outputs, batch);
    if (spread != null) {
      kernels.spread(outputs, batch, spread);
    }
  }

  /**
   * Passes dLoss/da of the outputs down unchanged, and scaled to the layer's own branch.
   *
   * @param deltas dLoss/da; becomes the derivative with respect to phi(z)
   * @param below receives dLoss/da, with the same exponent
   * @return the greatest |dLoss/da|, as stored; NaN if one is NaN
   */
  double backward(Tensor deltas, Tensor activations, Tensor below, int batch) {
    below.exponent(deltas.exponent());
    if (learned != null) {
      learned.gradient.exponent(deltas.exponent());
      learned.gradient.set(0, kernels.product(deltas, activations, batch) / batch);
    }
    return kernels.fork(deltas, scale(), below, batch);
  }
}
