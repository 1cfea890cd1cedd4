package org.gradientatlas.train.nd4j.network;

import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.InitialWeights;
import org.gradientatlas.train.nd4j.kernel.KernelPair;
import org.gradientatlas.train.nd4j.kernel.LayerKernels;
import org.gradientatlas.train.nd4j.kernel.StepUpdate;
import org.gradientatlas.train.nd4j.memory.Arena;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.jspecify.annotations.Nullable;

/** One dense layer: its part in a pass, and its updates. */
final class Layer {
  private final LayerKernels kernels;
  private final LayerTensors tensors;
  private final ForwardPass forward;
  private final BackwardPass backward;
  private final LayerRows rows;
  private Pass last = Pass.TRAINING;

  /**
   * @param weightGradient where the weight gradient goes; layers of one shape may share it
   */
  Layer(
      Trial trial,
      int number,
      InitialWeights initial,
      KernelPair kernels,
      Arena arena,
      Tensor weightGradient) {
    this.kernels = kernels.fast();
    this.tensors = new LayerTensors(trial, number, initial, this.kernels, arena, weightGradient);
    this.forward = new ForwardPass(kernels, tensors);
    this.backward = new BackwardPass(this.kernels, tensors);
    this.rows = new LayerRows(number, number <= trial.network().depth(), kernels, tensors);
  }

  /** What the layer above reads. */
  Tensor outputs() {
    return tensors.outputs();
  }

  Tensor deltas() {
    return tensors.deltas;
  }

  /**
   * Computes the outputs.
   *
   * @param below null for the first layer
   */
  void forward(Tensor input, @Nullable Layer below, int batch, Pass pass) {
    last = pass;
    forward.run(input, below == null ? null : below.forward, batch, pass);
  }

  /** The batch of the last pass is one that running averages are taken over. */
  void remember() {
    if (tensors.normalizer != null) {
      tensors.normalizer.remember();
    }
  }

  /**
   * From dLoss/da, which stands in the deltas, to delta, the gradients of all but the weights, and
   * dLoss/da of the layer below.
   *
   * @param below null for the first layer
   */
  void backward(@Nullable Layer below, int batch) {
    backward.run(below == null ? null : below.deltas(), batch, last);
  }

  /** The weight gradient, see {@link BackwardPass#gradient}. */
  void gradient(Tensor input, double greatestInput, int batch) {
    backward.gradient(input, greatestInput, batch);
  }

  /** Stores outputs that vanish times a power of two, for the products that read them. */
  void lift(int batch) {
    forward.lift(batch);
  }

  /** Undoes {@link #lift}. */
  void lower(int batch) {
    forward.lower(batch);
  }

  /** A bound on the size of what gradients add up, given one on the input's entries. */
  double gradientBound(double input, int batch) {
    return backward.gradientBound(input, batch);
  }

  /** A bound on the outputs' size. */
  double outputBound() {
    return forward.outputBound();
  }

  /** The squared norm of the gradient, all parameters together. */
  double gradientSquares() {
    double squares = 0;
    for (Parameters some : tensors.parameters) {
      squares += some.gradientSquares(kernels);
    }
    return squares;
  }

  boolean gradientIsFinite() {
    return tensors.parameters.stream().allMatch(Parameters::gradientIsFinite);
  }

  void update(StepUpdate change) {
    for (Parameters some : tensors.parameters) {
      some.update(kernels, change);
    }
  }

  /** Updates as {@link #update} does, and adds up what it did. */
  void measuredUpdate(StepUpdate change, StepSums step) {
    rows.measuredUpdate(change, step);
  }

  /** What {@link #measuredUpdate} adds up, but the parameters stay and the update is NaN. */
  void measuredStandstill(StepUpdate change, StepSums step) {
    rows.measuredStandstill(change, step);
  }

  /** The row of a probe, whose forward pass was recorded. */
  LayerStats probeRow(int batch) {
    return rows.probeRow(forward.sums(), backward.deltaSquares(), batch);
  }

  /** The row of a step, after {@link #measuredUpdate} or {@link #measuredStandstill}. */
  LayerStats trainRow(int step, int batch) {
    return rows.trainRow(step, forward.sums(), backward.deltaSquares(), batch);
  }
}
