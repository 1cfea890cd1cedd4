package org.gradientatlas.train.nd4j.network;

import org.gradientatlas.axis.Precision;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.Engine;
import org.gradientatlas.train.Network;
import org.gradientatlas.train.nd4j.kernel.KernelProvider;
import org.gradientatlas.train.nd4j.product.Products;

/** Trains in native memory with the fastest matrix products available and our own fused loops. */
public final class Nd4jEngine implements Engine {
  private final KernelProvider kernels;

  /** With the fastest loops of this process. */
  public Nd4jEngine() {
    this(KernelProvider.best());
  }

  /** With the given loops. */
  public Nd4jEngine(KernelProvider kernels) {
    this.kernels = kernels;
  }

  @Override
  public Network open(Trial trial, Batch first) {
    return trial.network().dense()
        ? new DenseNetwork(trial, first, kernels)
        : new ProgramNetwork(trial, first, kernels);
  }

  @Override
  public String blasKernel(Precision precision) {
    return Products.kernel(precision);
  }
}
