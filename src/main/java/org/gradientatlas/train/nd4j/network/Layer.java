package org.gradientatlas.train.nd4j.network;

import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.InitialWeights;
import org.gradientatlas.train.nd4j.kernel.KernelPair;
import org.gradientatlas.train.nd4j.kernel.LayerKernels;
import org.gradientatlas.train.nd4j.kernel.StepUpdate;
import org.gradientatlas.train.nd4j.memory.Arena;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.step.Parameters;
import org.gradientatlas.train.nd4j.step.Pass;
import org.gradientatlas.train.nd4j.step.StepSums;
import org.jspecify.annotations.Nullable;

/** One dense layer: its passes and updates. */
final class Layer {
  private final LayerKernels kernels;
  private final LayerTensors tensors;
  private final ForwardPass forward;
  private final BackwardPass backward;
  private final LayerRows rows;
  private Pass last = Pass.TRAINING;

  /**
   * @param weightGradient receives the weight gradient; layers of one shape may share it
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

  /** The input of the layer above. */
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

  /** Adds the statistics of the last pass's batch to the running averages. */
  void remember() {
    if (tensors.normalizer != null) {
      tensors.normalizer.remember();
    }
  }

  /**
   * Turns dLoss/da, held in the deltas, into delta; computes all gradients but that of the weights,
   * and dLoss/da of the layer below.
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

  /** Scales vanishing outputs by a power of two, for the products that read them. */
  void lift(int batch) {
    forward.lift(batch);
  }

  /** Undoes {@link #lift}. */
  void lower(int batch) {
    forward.lower(batch);
  }

  /** A bound on the partial sums of the gradients, given one on the input's entries. */
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

  /** Updates as {@link #update} does, and measures the update. */
  void measuredUpdate(StepUpdate change, StepSums step) {
    rows.measuredUpdate(change, step);
  }

  /** Measures like {@link #measuredUpdate}, but leaves the parameters; the update counts as NaN. */
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
