package org.gradientatlas.train.nd4j;

/** One tensor that is learned, its gradient, and what the optimizer keeps for it. */
final class Parameters {
  final Tensor values;
  final Tensor gradient;
  final Sums.Update sums = new Sums.Update();
  private final Tensor state;

  /**
   * @param gradient where the gradient goes, of the shape of the values; others may share it
   * @param slots numbers that the optimizer keeps for each entry
   */
  Parameters(Arena arena, Tensor gradient, int slots) {
    this.values = arena.take(gradient.rows(), gradient.columns());
    this.gradient = gradient;
    this.state = arena.take(slots, gradient.size());
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
    kernels.update(values, gradient, state, change, null);
  }

  /** Updates as {@link #update} does, and adds up what it did. */
  void measuredUpdate(Kernels kernels, Change change) {
    kernels.update(values, gradient, state, change, sums);
  }

  /** What {@link #measuredUpdate} adds up, but the values stay and the update is NaN. */
  void measuredStandstill(PlainKernels plain, Change change) {
    plain.measureClipping(values, gradient, change, sums);
  }
}
