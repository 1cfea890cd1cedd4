package org.gradientatlas.train.dl4j;

import org.gradientatlas.axis.Loss;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * A loss of the output layer's pre-activations, from its formula in double precision, recorded on a
 * tape. Deeplearning4j's own cross-entropy clips probabilities at 1e-10, which caps the loss at 23.
 */
final class WatchedLoss implements ILossFunction {
  private static final long serialVersionUID = 1;

  private final transient Tape tape;
  private transient Rule rule = (z, y, delta) -> 0;

  WatchedLoss(Tape tape) {
    this.tape = tape;
  }

  /** One example's loss and its derivatives with respect to z, as {@link Loss#loss}. */
  @FunctionalInterface
  interface Rule {
    double loss(double[] z, double[] target, double[] delta);
  }

  /** v . z, whose derivative by z is v. */
  static double linear(double[] z, double[] v, double[] delta) {
    double sum = 0;
    for (int i = 0; i < z.length; i++) {
      delta[i] = v[i];
      sum += v[i] * z[i];
    }
    return sum;
  }

  /** Sets the loss of the next pass. */
  void use(Rule next) {
    rule = next;
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray z, IActivation identity, @Nullable INDArray mask) {
    double[] delta = new double[(int) z.length()];
    sum(labels, z, delta);
    INDArray gradient = Nd4j.createUninitialized(z.dataType(), z.shape(), 'c');
    Copies.assign(gradient, delta);
    tape.preactivations(z);
    tape.activations(z);
    tape.deltas(gradient);
    return gradient;
  }

  @Override
  public double computeScore(
      INDArray labels, INDArray z, IActivation identity, @Nullable INDArray mask, boolean average) {
    double sum = sum(labels, z, new double[(int) z.length()]);
    return average ? sum / z.size(0) : sum;
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels, INDArray z, IActivation identity, @Nullable INDArray mask, boolean average) {
    return new Pair<>(
        computeScore(labels, z, identity, mask, average),
        computeGradient(labels, z, identity, mask));
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray z, IActivation identity, @Nullable INDArray mask) {
    throw new UnsupportedOperationException("losses are summed over the batch");
  }

  @Override
  public String name() {
    return "watched";
  }

  /** The sum of the examples' losses; fills their derivatives with respect to z, row by row. */
  private double sum(INDArray labels, INDArray z, double[] deltas) {
    double[] targets = Copies.rowMajor(labels);
    double[] outputs = Copies.rowMajor(z);
    int n = (int) z.size(1);
    double[] row = new double[n];
    double[] target = new double[n];
    double[] delta = new double[n];
    double sum = 0;
    for (int at = 0; at < outputs.length; at += n) {
      System.arraycopy(outputs, at, row, 0, n);
      System.arraycopy(targets, at, target, 0, n);
      sum += rule.loss(row, target, delta);
      System.arraycopy(delta, 0, deltas, at, n);
    }
    return sum;
  }
}
