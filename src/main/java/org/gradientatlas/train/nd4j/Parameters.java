package org.gradientatlas.train.nd4j;

import org.jspecify.annotations.Nullable;

/** One tensor that is learned, its gradient, and what the optimizer keeps for it. */
final class Parameters {
  final Tensor values;
  final Tensor gradient;
  final Sums.Update sums = new Sums.Update();
  private final Tensor state;
  private final @Nullable Units units;

  /**
   * @param gradient where the gradient goes, of the shape of the values; others may share it
   * @param slots numbers that the optimizer keeps for each entry
   * @param units clips the columns one by one; null where the clip rule does not
   */
  Parameters(Arena arena, Tensor gradient, int slots, @Nullable Units units) {
    this.values = arena.take(gradient.rows(), gradient.columns());
    this.gradient = gradient;
    this.state = arena.take(slots, gradient.size());
    this.units = units;
  }

  void set(double[] entries) {
    for (int i = 0; i < entries.length; i++) {
      values.set(i, entries[i]);
    }
  }

  double gradientSquares(Kernels kernels) {
    return kernels.squares(gradient, gradient.rows());
  }

  boolean gradientIsFinite() {
    return PlainKernels.finite(gradient);
  }

  void update(Kernels kernels, Change change) {
    if (units != null) {
      units.clip(kernels, values, gradient);
    }
    kernels.update(values, gradient, state, change, null);
  }

  /** Updates as {@link #update} does, and adds up what it did. */
  void measuredUpdate(Kernels kernels, PlainKernels plain, Change change) {
    if (units == null) {
      kernels.update(values, gradient, state, change, sums);
    } else {
      measuredUpdate(units, kernels, plain, change);
    }
  }

  /** Measures the gradient before its units are clipped, and all else as of the clipped one. */
  private void measuredUpdate(Units units, Kernels kernels, PlainKernels plain, Change change) {
    var before = new Sums.Update();
    change.units(units.scales(kernels, values, gradient));
    plain.clipping(gradient, change, before);
    before.gradient = sums.gradient;
    sums.gradient = null;
    change.units();
    units.clip(kernels, values, gradient);
    kernels.update(values, gradient, state, change, sums);
    sums.gradient = before.gradient;
    sums.gradientSquares = before.gradientSquares;
    sums.product = before.product;
    sums.changed = before.changed;
  }

  /** What {@link #measuredUpdate} adds up, but the values stay and the update is NaN. */
  void measuredStandstill(PlainKernels plain, Change change) {
    if (units != null) {
      change.units(units.scales(plain, values, gradient));
    }
    plain.measureClipping(values, gradient, change, sums);
  }
}
