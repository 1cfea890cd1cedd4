package org.gradientatlas.train.nd4j.vector.update;

import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.train.nd4j.kernel.StepUpdate;
import org.gradientatlas.train.nd4j.vector.jit.CallBarrier;
import org.gradientatlas.train.nd4j.vector.lane.ParameterBlock;
import org.jspecify.annotations.Nullable;

/** How an optimizer updates a block of parameters by their gradient. */
public interface Update {
  /**
   * @param rate the learning rate of this step
   * @param exponent the gradient's exponent
   */
  void run(ParameterBlock block, StepUpdate change, double rate, int exponent);

  /**
   * An optimizer's loop, compiled on its own; null if it has none.
   *
   * @param p the optimizer's parameters
   */
  static @Nullable Update of(Optimizer optimizer, double[] p) {
    return switch (optimizer) {
      case SGD -> apart(OptimizerKernels::sgd);
      case MOMENTUM ->
          apart((block, c, rate, e) -> OptimizerKernels.momentum(block, c, rate, p[0]));
      case ADAM -> apart((block, c, rate, e) -> OptimizerKernels.adam(block, c, rate, p));
      default -> null;
    };
  }

  private static Update apart(Update update) {
    var targets =
        new CallBarrier<Update>(update, (block, c, rate, e) -> {}, (block, c, rate, e) -> {});
    return (block, change, rate, exponent) -> {
      for (int i = 0; i < CallBarrier.COUNT; i++) {
        targets.get(i).run(block, change, rate, exponent);
      }
    };
  }
}
