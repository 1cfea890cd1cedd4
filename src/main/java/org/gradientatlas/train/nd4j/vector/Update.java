package org.gradientatlas.train.nd4j.vector;

import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.train.nd4j.Change;
import org.gradientatlas.train.nd4j.Tensor;
import org.jspecify.annotations.Nullable;

/** How an optimizer updates parameters by a gradient. */
interface Update {
  /**
   * @param state the optimizer's, one row for each of its slots
   * @param rate the learning rate of this step
   */
  void run(Tensor parameters, Tensor gradient, Tensor state, Change change, double rate);

  /**
   * An optimizer's loop, compiled alone; null if it has none.
   *
   * @param p the optimizer's parameters
   */
  static @Nullable Update of(Optimizer optimizer, double[] p) {
    return switch (optimizer) {
      case SGD -> apart((w, g, state, change, rate) -> Descent.sgd(w, g, change, rate));
      case MOMENTUM ->
          apart((w, g, v, change, rate) -> Descent.momentum(w, g, v, change, rate, p[0]));
      case ADAM -> {
        Update moments = apart((w, g, state, change, rate) -> Descent.moments(g, state, change, p));
        Update adam = apart((w, g, state, change, rate) -> Descent.adam(w, state, rate, p[2]));
        yield (w, g, state, change, rate) -> {
          moments.run(w, g, state, change, rate);
          adam.run(w, g, state, change, rate);
        };
      }
      default -> null;
    };
  }

  private static Update apart(Update update) {
    var targets =
        new Targets<Update>(update, (w, g, state, c, rate) -> {}, (w, g, state, c, rate) -> {});
    return (w, g, state, change, rate) -> {
      for (int i = 0; i < Targets.COUNT; i++) {
        targets.get(i).run(w, g, state, change, rate);
      }
    };
  }
}
