package org.gradientatlas.train.nd4j.program.block;

import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.train.nd4j.kernel.LayerKernels;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.program.Operation;
import org.gradientatlas.train.nd4j.program.Signal;
import org.gradientatlas.train.nd4j.program.Site;
import org.gradientatlas.train.nd4j.step.Pass;

/** Leaves the stream as it is, and in recorded passes measures it and its gradient. */
final class StreamRecord implements Operation {
  private final LayerKernels kernels;
  private final Signal stream;
  private final Site site;
  private final int tokens;

  /**
   * @param site the block that made the stream
   * @param tokens rows of an example; 1 for none
   */
  StreamRecord(LayerKernels kernels, Signal stream, Site site, int tokens) {
    this.kernels = kernels;
    this.stream = stream;
    this.site = site;
    this.tokens = tokens;
  }

  @Override
  public void forward(Pass pass) {
    if (pass == Pass.RECORDED) {
      site.stream =
          new LayerStats.Stream(
              rms(stream.values),
              Double.NaN,
              TokenLikeness.cosine(stream.values, tokens),
              TokenLikeness.residual(stream.values, tokens));
    }
  }

  @Override
  public void backward(Pass pass) {
    if (pass == Pass.RECORDED) {
      LayerStats.Stream forward = site.stream;
      site.stream =
          new LayerStats.Stream(
              forward.rms(), rms(stream.gradient), forward.tokenCosine(), forward.rankResidual());
    }
  }

  private double rms(Tensor tensor) {
    return Math.sqrt(kernels.squares(tensor, tensor.rows()) / tensor.size());
  }
}
