package org.gradientatlas.data;

import org.gradientatlas.axis.architecture.InputShape;

/**
 * A linear map y = S x on white inputs: the n rows of a Hadamard matrix, whose entries are +-1, so
 * that the mean of x x^T is exactly the identity. S is symmetric, with equally spaced eigenvalues
 * and Haar-distributed eigenvectors: the teacher of Saxe (2013). Nothing is held back or
 * standardized, since either would break the whiteness.
 *
 * @param features n, a power of two; also the number of examples and outputs
 * @param strongest the greatest eigenvalue
 * @param weakest the least
 */
public record LinearTeacherSpec(int features, double strongest, double weakest)
    implements DataSpec.Synthetic {
  @Override
  public boolean classification() {
    return false;
  }

  @Override
  public InputShape.Flat shape() {
    return new InputShape.Flat(features);
  }

  @Override
  public int examples() {
    return features;
  }

  @Override
  public int outputs() {
    return features;
  }

  @Override
  public double meanSquare() {
    return 1;
  }

  @Override
  public double validationFraction() {
    return 0;
  }

  @Override
  public boolean standardize() {
    return false;
  }
}
