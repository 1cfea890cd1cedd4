package org.gradientatlas.axis.architecture;

/** What a tensor does in a layer, which decides how it starts and how it is clipped. */
public enum TensorRole {
  /** Weights that the grid's initializer draws: all of a network without recurrence. */
  WEIGHTS,

  /** Weights of a recurrent layer that read its input; the input initializer draws them. */
  INPUT_WEIGHTS,

  /** Added to a sum, starting at 0 unless the initializer draws biases. */
  BIAS,

  /** Added to a normalized number, starting at 0. */
  SHIFT,

  /** Multiplies a normalized number, starting at 1. */
  GAIN,

  /** Multiplies a whole branch, starting where the scale rule says. */
  SCALE
}
