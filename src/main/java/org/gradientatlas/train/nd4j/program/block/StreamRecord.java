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
      // A derivative at infinity is a number that means nothing.
      double delta = Double.isFinite(forward.rms()) ? rms(stream.gradient) : Double.NaN;
      site.stream =
          new LayerStats.Stream(
              forward.rms(), delta, forward.tokenCosine(), forward.rankResidual());
    }
  }

  private double rms(Tensor tensor) {
    double squares = kernels.squares(tensor, tensor.rows());
    return squares < Double.POSITIVE_INFINITY
        ? Math.sqrt(squares / tensor.size())
        : scaledRms(tensor);
  }

  /** Of numbers whose squares overflow. */
  private static double scaledRms(Tensor tensor) {
    double most = 0;
    for (int i = 0; i < tensor.size(); i++) {
      most = Math.max(most, Math.abs(tensor.get(i)));
    }
    double squares = 0;
    for (int i = 0; i < tensor.size(); i++) {
      squares += Math.pow(tensor.get(i) / most, 2);
    }
    return most * Math.sqrt(squares / tensor.size());
  }
}
