package org.gradientatlas.data;

import org.gradientatlas.axis.architecture.InputShape;

/**
 * Gaussian inputs labelled by a random network: real-valued targets, or the class of its largest
 * output.
 *
 * @param depth hidden layers of the teacher (tanh); 0 for a linear teacher
 */
public record TeacherSpec(
    int features,
    int outputs,
    int examples,
    int depth,
    int width,
    boolean classification,
    double validationFraction,
    boolean standardize)
    implements DataSpec.Synthetic {
  @Override
  public InputShape.Flat shape() {
    return new InputShape.Flat(features);
  }

  @Override
  public double meanSquare() {
    return 1;
  }
}
