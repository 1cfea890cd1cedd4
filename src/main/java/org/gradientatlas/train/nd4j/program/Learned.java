package org.gradientatlas.train.nd4j.program;

import org.gradientatlas.axis.architecture.TensorSite;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.step.Parameters;

/**
 * A learned tensor of a layer.
 *
 * @param sum what the sum that it leads computed; unused unless {@link TensorSite#leads}
 */
public record Learned(TensorSite site, Parameters parameters, SumStats sum) {
  public Tensor values() {
    return parameters.values;
  }

  public Tensor gradient() {
    return parameters.gradient;
  }
}
