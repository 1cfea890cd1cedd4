package org.gradientatlas.train.nd4j.step;

import org.gradientatlas.train.nd4j.kernel.LayerKernels;
import org.gradientatlas.train.nd4j.kernel.LayerSums;
import org.gradientatlas.train.nd4j.kernel.PlainKernels;
import org.gradientatlas.train.nd4j.kernel.StepUpdate;
import org.gradientatlas.train.nd4j.memory.Arena;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.jspecify.annotations.Nullable;

/** A learned tensor, its gradient and its optimizer state. */
public final class Parameters {
  public final Tensor values;
  public final Tensor gradient;
  public final LayerSums.Update sums = new LayerSums.Update();
  private final Tensor state;
  private final @Nullable UnitClipper units;

  /**
   * @param gradient receives the gradient, of the same shape as the values; others may share it
   * @param slots numbers that the optimizer keeps for each entry
   * @param units clips the columns one by one; null if the clip rule does not
   */
  public Parameters(Arena arena, Tensor gradient, int slots, @Nullable UnitClipper units) {
    this.values = arena.take(gradient.rows(), gradient.columns());
    this.gradient = gradient;
    this.state = arena.take(slots, gradient.size());
    this.units = units;
  }

  public void set(double[] entries) {
    for (int i = 0; i < entries.length; i++) {
      values.set(i, entries[i]);
    }
  }

  public double gradientSquares(LayerKernels kernels) {
    return kernels.squares(gradient, gradient.rows());
  }

  public boolean gradientIsFinite() {
    return PlainKernels.finite(gradient);
  }

  public void update(LayerKernels kernels, StepUpdate change) {
    if (units != null) {
      units.clip(kernels, values, gradient);
    }
    kernels.update(values, gradient, state, change, null);
  }

  /**
   * Updates as {@link #update} does, and measures the update.
   *
   * @param sized whether to sum the absolute values of parameters and updates
   */
  public void measuredUpdate(
      LayerKernels kernels, PlainKernels plain, StepUpdate change, boolean sized) {
    if (units != null) {
      clip(units, kernels, plain, change, sized);
    } else {
      apply(kernels, change, sized);
    }
  }

  private void apply(LayerKernels kernels, StepUpdate change, boolean sized) {
    if (!sized) {
      kernels.clipping(gradient, change, sums);
    }
    kernels.update(values, gradient, state, change, sized ? sums : null);
  }

  /** Measures the gradient before its units are clipped, and everything else after. */
  private void clip(
      UnitClipper units,
      LayerKernels kernels,
      PlainKernels plain,
      StepUpdate change,
      boolean sized) {
    var before = new LayerSums.Update();
    change.units(units.scales(kernels, values, gradient));
    plain.clipping(gradient, change, before);
    before.gradient = sums.gradient;
    sums.gradient = null;
    change.units();
    units.clip(kernels, values, gradient);
    apply(kernels, change, sized);
    sums.gradient = before.gradient;
    sums.gradientSquares = before.gradientSquares;
    sums.product = before.product;
    sums.changed = before.changed;
  }

  /** Measures like {@link #measuredUpdate}, but leaves the values; the update counts as NaN. */
  public void measuredStandstill(PlainKernels plain, StepUpdate change) {
    if (units != null) {
      change.units(units.scales(plain, values, gradient));
    }
    plain.measureClipping(values, gradient, change, sums);
  }
}
