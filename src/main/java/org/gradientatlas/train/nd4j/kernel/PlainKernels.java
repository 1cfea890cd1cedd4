package org.gradientatlas.train.nd4j.kernel;

import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.measure.GradientStats;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The formulas of the axes, entry by entry in double precision: the oracle of all other kernels.
 */
public final class PlainKernels implements LayerKernels {
  private final Activation activation;
  private final double[] activationParameters;
  private final double saturatedBelow;
  private final Optimizer optimizer;
  private final double[] optimizerParameters;
  private final double learningRate;
  private final double[] slots;

  public PlainKernels(
      Variant<Activation> activation, Variant<Optimizer> optimizer, double learningRate) {
    this.activation = activation.type();
    this.activationParameters = activation.array();
    this.saturatedBelow =
        LayerStats.SATURATED_BELOW * activation.type().steepest(activationParameters);
    this.optimizer = optimizer.type();
    this.optimizerParameters = optimizer.array();
    this.learningRate = learningRate;
    this.slots = new double[optimizer.type().slots()];
  }

  @Override
  public boolean readsPreactivations() {
    return true;
  }

  @Override
  public double activate(
      Tensor z, @Nullable Tensor bias, Tensor a, int rows, LayerSums.@Nullable Forward sums) {
    double greatest = 0;
    if (sums != null) {
      start(sums, z.value(0) + (bias == null ? 0 : bias.get(0)), z.precision());
    }
    for (int column = 0; column < z.columns(); column++) {
      boolean dead = true;
      for (int row = 0; row < rows; row++) {
        int i = row * z.columns() + column;
        double sum = z.precision().round(z.value(i) + (bias == null ? 0 : bias.get(column)));
        z.set(i, sum);
        a.set(i, activation.value(sum, activationParameters));
        greatest = Math.max(greatest, Math.abs(sum));
        if (sums != null) {
          double slope = activation.derivative(sum, activationParameters);
          dead &= z.precision().round(slope) == 0;
          sums.saturated += Math.abs(slope) < saturatedBelow ? 1 : 0;
          sums.preactivations.add(sum);
          sums.activations.add(a.get(i));
        }
      }
      if (sums != null) {
        sums.deadUnits += dead ? 1 : 0;
      }
    }
    z.exponent(0);
    a.exponent(0);
    return greatest;
  }

  private void start(LayerSums.Forward sums, double first, Precision precision) {
    double z = precision.round(first);
    sums.preactivations.start(z);
    sums.activations.start(precision.round(activation.value(z, activationParameters)));
    sums.saturated = 0;
    sums.deadUnits = 0;
  }

  /** An upper bound on |phi| over all |z| up to the given one. */
  public double bound(double z) {
    return Math.abs(activation.value(0, activationParameters))
        + activation.steepest(activationParameters) * z;
  }

  @Override
  public double differentiate(Tensor delta, Tensor point, @Nullable Tensor biasGradient, int rows) {
    double greatest = 0;
    for (int column = 0; column < delta.columns(); column++) {
      double sum = 0;
      for (int row = 0; row < rows; row++) {
        int i = row * delta.columns() + column;
        delta.set(i, delta.get(i) * activation.derivative(point.value(i), activationParameters));
        double stored = delta.get(i);
        greatest = Math.max(greatest, Math.abs(stored));
        sum += stored;
      }
      if (biasGradient != null) {
        biasGradient.set(column, sum / rows);
      }
    }
    return greatest;
  }

  @Override
  public void scale(Tensor tensor, int exponent, int rows) {
    for (int i = 0; i < rows * tensor.columns(); i++) {
      tensor.set(i, Math.scalb(tensor.get(i), exponent));
    }
    tensor.exponent(tensor.exponent() + exponent);
  }

  @Override
  public double squares(Tensor tensor, int rows) {
    double sum = 0;
    for (int i = 0; i < rows * tensor.columns(); i++) {
      sum += tensor.value(i) * tensor.value(i);
    }
    return sum;
  }

  @Override
  public void columnSquares(Tensor tensor, double[] sums) {
    java.util.Arrays.fill(sums, 0);
    for (int i = 0; i < tensor.size(); i++) {
      sums[i % tensor.columns()] += tensor.get(i) * tensor.get(i);
    }
  }

  @Override
  public void scaleColumns(Tensor tensor, double[] factors) {
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, factors[i % tensor.columns()] * tensor.get(i));
    }
  }

  @Override
  public NormalizationKernels groups(boolean byRow, int rows, int columns) {
    return new PlainNormalization(byRow, 0, columns);
  }

  @Override
  public SoftmaxKernels softmax(int columns, boolean causal) {
    return new PlainSoftmax(columns, causal);
  }

  @Override
  public double add(Tensor input, double scale, Tensor a, Tensor sum, int rows) {
    double power = Math.scalb(1.0, -input.exponent());
    double greatest = 0;
    for (int i = 0; i < rows * sum.columns(); i++) {
      sum.set(i, power * input.get(i) + scale * a.get(i));
      greatest = Math.max(greatest, Math.abs(sum.get(i)));
    }
    return greatest;
  }

  @Override
  public double fork(Tensor delta, double scale, Tensor copy, int rows) {
    double greatest = 0;
    for (int i = 0; i < rows * delta.columns(); i++) {
      double whole = delta.get(i);
      copy.set(i, whole);
      delta.set(i, scale * whole);
      greatest = Math.max(greatest, Math.abs(whole));
    }
    return greatest;
  }

  @Override
  public double product(Tensor a, Tensor b, int rows) {
    double sum = 0;
    for (int i = 0; i < rows * a.columns(); i++) {
      sum += a.get(i) * b.get(i);
    }
    return sum;
  }

  @Override
  public void spread(Tensor tensor, int rows, RunningMoments spread) {
    spread.start(tensor.get(0));
    for (int i = 0; i < rows * tensor.columns(); i++) {
      spread.add(tensor.get(i));
    }
  }

  @Override
  public void update(
      Tensor parameters,
      Tensor gradient,
      Tensor state,
      StepUpdate change,
      LayerSums.@Nullable Update sums) {
    for (int i = 0; i < parameters.size(); i++) {
      double g = gradient.value(i);
      double clipped = change.clip(g, i % gradient.columns());
      double update = update(clipped, state, i, change.t());
      double before = parameters.get(i);
      parameters.set(i, before - update);
      if (sums != null) {
        add(sums, g, clipped);
        sums.updates += Math.abs(update);
        add(sums, before);
      }
    }
  }

  /** Adds the sums of a step whose update is not made; those of the update are NaN. */
  public void measureClipping(
      Tensor parameters, Tensor gradient, StepUpdate change, LayerSums.Update sums) {
    clipping(gradient, change, sums);
    sums.updates = Double.NaN;
    for (int i = 0; i < parameters.size(); i++) {
      add(sums, parameters.get(i));
    }
  }

  @Override
  public double clipping(Tensor gradient, StepUpdate change, LayerSums.Update sums) {
    double sizes = 0;
    for (int i = 0; i < gradient.size(); i++) {
      double g = gradient.value(i);
      double clipped = change.clip(g, i % gradient.columns());
      add(sums, g, clipped);
      sizes += Math.abs(clipped);
    }
    return sizes;
  }

  private static void add(LayerSums.Update sums, double g, double clipped) {
    sums.gradientSquares += g * g;
    sums.clippedSquares += clipped * clipped;
    sums.product += g * clipped;
    sums.changed += g == clipped ? 0 : 1;
  }

  private static void add(LayerSums.Update sums, double parameter) {
    sums.sizes += Math.abs(parameter);
    sums.squares += parameter * parameter;
    sums.greatest = Math.max(sums.greatest, Math.abs(parameter));
  }

  public static boolean finite(Tensor tensor) {
    for (int i = 0; i < tensor.size(); i++) {
      if (!Double.isFinite(tensor.get(i))) {
        return false;
      }
    }
    return true;
  }

  private double update(double g, Tensor state, int at, int t) {
    for (int slot = 0; slot < slots.length; slot++) {
      slots[slot] = state.get(slot * state.columns() + at);
    }
    double update = optimizer.update(g, learningRate, t, slots, 0, optimizerParameters);
    for (int slot = 0; slot < slots.length; slot++) {
      state.set(slot * state.columns() + at, slots[slot]);
    }
    return update;
  }

  @Override
  public GradientStats measure(Tensor gradient) {
    double[] values = new double[gradient.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = gradient.value(i);
    }
    return GradientStats.of(values, gradient.precision().smallestNormal());
  }
}
