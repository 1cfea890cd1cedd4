package org.gradientatlas.train.nd4j.program.block;

import java.util.Arrays;
import org.gradientatlas.train.nd4j.kernel.LayerKernels;
import org.gradientatlas.train.nd4j.program.Learned;
import org.gradientatlas.train.nd4j.program.Operation;
import org.gradientatlas.train.nd4j.program.Signal;
import org.gradientatlas.train.nd4j.program.Workshop;
import org.gradientatlas.train.nd4j.step.Pass;
import org.jspecify.annotations.Nullable;

/** The stream after a block: {@code kept} times the stream before, plus scale times the branch. */
final class BranchSum implements Operation {
  private final Signal stream;
  private final Signal branch;
  private final Signal output;
  private final LayerKernels kernels;
  private final double kept;
  private final double fixed;
  private final @Nullable Learned scale;
  private final double[] keptColumns;
  private final int batch;

  /**
   * @param kept the factor on the stream
   * @param fixed the factor on the branch; unused if one is learned. One of both factors is 1
   * @param scale the learned factor; null for none
   */
  BranchSum(
      Workshop workshop,
      LayerKernels kernels,
      Signal stream,
      Signal branch,
      double kept,
      double fixed,
      @Nullable Learned scale) {
    int columns = stream.values.columns();
    this.stream = stream;
    this.branch = branch;
    this.kernels = kernels;
    this.kept = kept;
    this.fixed = fixed;
    this.scale = scale;
    this.batch = workshop.batch();
    this.keptColumns = new double[columns];
    Arrays.fill(keptColumns, kept);
    // The derivatives of the sum become those of the branch in place.
    this.output = workshop.signal(workshop.tensor(stream.values.rows(), columns), branch.gradient);
  }

  Signal output() {
    return output;
  }

  private double factor() {
    return scale == null ? fixed : scale.values().get(0);
  }

  @Override
  public void forward(Pass pass) {
    int rows = stream.values.rows();
    if (kept == 1) {
      kernels.add(stream.values, factor(), branch.values, output.values, rows);
    } else {
      kernels.add(branch.values, kept, stream.values, output.values, rows);
    }
  }

  @Override
  public void backward(Pass pass) {
    int rows = stream.values.rows();
    branch.added();
    stream.added();
    if (scale != null) {
      scale.gradient().set(0, kernels.product(branch.gradient, branch.values, rows) / batch);
    }
    kernels.fork(branch.gradient, factor(), stream.gradient, rows);
    if (kept != 1) {
      kernels.scaleColumns(stream.gradient, keptColumns);
    }
  }
}
