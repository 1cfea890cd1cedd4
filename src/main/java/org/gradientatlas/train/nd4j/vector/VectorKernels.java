package org.gradientatlas.train.nd4j.vector;

import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.measure.GradientStats;
import org.gradientatlas.train.nd4j.Change;
import org.gradientatlas.train.nd4j.Kernels;
import org.gradientatlas.train.nd4j.PlainKernels;
import org.gradientatlas.train.nd4j.Spread;
import org.gradientatlas.train.nd4j.Sums;
import org.gradientatlas.train.nd4j.Tensor;
import org.jspecify.annotations.Nullable;

/** Loops in single precision by the Vector API; what has none of its own is left to the plain. */
final class VectorKernels implements Kernels {
  private final PlainKernels plain;
  private final @Nullable Curve curve;
  private final @Nullable Fading fading;
  private final Spread spread = new Spread();
  private final Optimizer optimizer;
  private final double[] optimizerParameters;
  private final double learningRate;

  /**
   * @param curve the activation; null for the plain formulas
   * @param fading its counts; null as well then
   */
  VectorKernels(
      PlainKernels plain,
      @Nullable Curve curve,
      @Nullable Fading fading,
      Variant<Optimizer> optimizer,
      double learningRate) {
    this.plain = plain;
    this.curve = curve;
    this.fading = fading;
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
    if (curve == null || fading == null || z.exponent() != 0) {
      return plain.activate(z, bias, a, rows, sums);
    }
    a.exponent(0);
    if (sums == null) {
      return curve.activate(z, bias, rows);
    }
    fading.count(z, bias, rows, sums);
    Measures.spread(z, rows * z.columns(), sums.preactivations);
    double greatest = curve.activate(z, null, rows);
    Measures.spread(a, rows * a.columns(), sums.activations);
    return greatest;
  }

  @Override
  public double differentiate(Tensor delta, Tensor point, @Nullable Tensor biasGradient, int rows) {
    return curve == null
        ? plain.differentiate(delta, point, biasGradient, rows)
        : curve.differentiate(delta, point, biasGradient, rows);
  }

  @Override
  public void scale(Tensor tensor, int exponent, int rows) {
    Lanes.scale(tensor, (float) Math.scalb(1.0, exponent), rows * tensor.columns());
    tensor.exponent(tensor.exponent() + exponent);
  }

  @Override
  public double squares(Tensor tensor, int rows) {
    return tensor.exponent() == 0
        ? Measures.squares(tensor, rows * tensor.columns())
        : plain.squares(tensor, rows);
  }

  @Override
  public void update(
      Tensor parameters, Tensor gradient, Tensor state, Change change, Sums.@Nullable Update sums) {
    if (optimizer == Optimizer.SGD
        ? sums != null && gradient.exponent() != 0
        : sums != null || gradient.exponent() != 0) {
      plain.update(parameters, gradient, state, change, sums);
      return;
    }
    double[] p = optimizerParameters;
    double rate = optimizer.rate(learningRate, change.t(), p);
    if (sums != null) {
      Measures.clipping(parameters, gradient, change, rate, sums);
    }
    switch (optimizer) {
      case SGD -> Descent.sgd(parameters, gradient, change, rate);
      case MOMENTUM -> Descent.momentum(parameters, gradient, state, change, rate, p[0]);
      case ADAM -> Descent.adam(parameters, gradient, state, change, rate, p);
      default -> plain.update(parameters, gradient, state, change, null);
    }
  }

  @Override
  public GradientStats measure(Tensor gradient) {
    return gradient.exponent() == 0 ? Measures.gradient(gradient, spread) : plain.measure(gradient);
  }
}
