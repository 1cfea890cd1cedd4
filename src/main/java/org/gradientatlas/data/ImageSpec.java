package org.gradientatlas.data;

import org.gradientatlas.axis.architecture.InputShape;

/**
 * Images scattered around smooth random prototypes, one for each class: x = prototype(class) +
 * noise * N(0, I). A prototype is a random sum of the slowest cosines in each direction, of mean
 * square 1 over its pixels in expectation.
 */
public record ImageSpec(
    int classes,
    int height,
    int width,
    int channels,
    int examples,
    double noise,
    double validationFraction,
    boolean standardize)
    implements DataSpec.Synthetic {
  @Override
  public boolean classification() {
    return true;
  }

  @Override
  public InputShape.Image shape() {
    return new InputShape.Image(height, width, channels);
  }

  @Override
  public int outputs() {
    return classes;
  }

  @Override
  public double meanSquare() {
    return 1 + noise * noise;
  }
}
