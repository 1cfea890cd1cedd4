package org.gradientatlas.train.dl4j;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An activation function that records its inputs and outputs on a tape. */
final class WatchedActivation extends BaseActivationFunction {
  private static final long serialVersionUID = 1;

  private final IActivation function;
  private final transient Tape tape;

  WatchedActivation(IActivation function, Tape tape) {
    this.function = function;
    this.tape = tape;
  }

  @Override
  public INDArray getActivation(INDArray z, boolean training) {
    INDArray a = function.getActivation(z, training);
    tape.activations(a);
    return a;
  }

  /** Deeplearning4j's layers call this with z and dLoss/da; it returns delta. */
  @Override
  public Pair<INDArray, INDArray> backprop(INDArray z, INDArray epsilon) {
    tape.preactivations(z);
    Pair<INDArray, INDArray> gradients = function.backprop(z, epsilon);
    tape.deltas(gradients.getFirst());
    return gradients;
  }
}
