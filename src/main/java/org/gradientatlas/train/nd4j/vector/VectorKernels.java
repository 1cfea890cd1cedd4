package org.gradientatlas.train.nd4j.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.measure.GradientStats;
import org.gradientatlas.train.nd4j.Change;
import org.gradientatlas.train.nd4j.Kernels;
import org.gradientatlas.train.nd4j.PlainKernels;
import org.gradientatlas.train.nd4j.Sums;
import org.gradientatlas.train.nd4j.Tensor;
import org.jspecify.annotations.Nullable;

/** Loops in single precision by the Vector API; what has none of its own is left to the plain. */
final class VectorKernels implements Kernels {
  private final PlainKernels plain;
  private final @Nullable Curve curve;
  private final Optimizer optimizer;
  private final double[] optimizerParameters;
  private final double learningRate;

  /**
   * @param curve the activation; null for the plain formulas
   */
  VectorKernels(
      PlainKernels plain,
      @Nullable Curve curve,
      Variant<Optimizer> optimizer,
      double learningRate) {
    this.plain = plain;
    this.curve = curve;
    this.optimizer = optimizer.type();
    this.optimizerParameters = optimizer.array();
    this.learningRate = learningRate;
  }

  @Override
  public boolean readsPreactivations() {
    return curve == null;
  }

  @Override
  public double activate(
      Tensor z, @Nullable Tensor bias, Tensor a, int rows, Sums.@Nullable Forward sums) {
    if (curve == null || sums != null || z.exponent() != 0) {
      return plain.activate(z, bias, a, rows, sums);
    }
    a.exponent(0);
    return curve.activate(z, bias, rows);
  }

  @Override
  public double differentiate(Tensor delta, Tensor point, @Nullable Tensor biasGradient, int rows) {
    return curve == null
        ? plain.differentiate(delta, point, biasGradient, rows)
        : curve.differentiate(delta, point, biasGradient, rows);
  }

  @Override
  public double squares(Tensor tensor, int rows) {
    if (tensor.exponent() != 0) {
      return plain.squares(tensor, rows);
    }
    int size = rows * tensor.columns();
    int whole = size - size % Lanes.HALF_COUNT;
    DoubleVector sum = DoubleVector.zero(Lanes.DOUBLES);
    for (int i = 0; i < whole; i += Lanes.HALF_COUNT) {
      DoubleVector v = Lanes.widened(tensor.bytes(), i * Float.BYTES);
      sum = v.fma(v, sum);
    }
    double rest = 0;
    for (int i = whole; i < size; i++) {
      rest += tensor.get(i) * tensor.get(i);
    }
    return sum.reduceLanes(VectorOperators.ADD) + rest;
  }

  @Override
  public void update(
      Tensor parameters, Tensor gradient, Tensor state, Change change, Sums.@Nullable Update sums) {
    if (sums != null || gradient.exponent() != 0) {
      plain.update(parameters, gradient, state, change, sums);
      return;
    }
    double[] p = optimizerParameters;
    double rate = optimizer.rate(learningRate, change.t(), p);
    switch (optimizer) {
      case SGD -> Descent.sgd(parameters, gradient, change, rate);
      case MOMENTUM -> Descent.momentum(parameters, gradient, state, change, rate, p[0]);
      case ADAM -> Descent.adam(parameters, gradient, state, change, rate, p);
      default -> plain.update(parameters, gradient, state, change, null);
    }
  }

  @Override
  public GradientStats measure(Tensor gradient) {
    return plain.measure(gradient);
  }
}
