package org.gradientatlas.train.dl4j;

import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Variant;

/** An optimizer with its state, in double precision. */
public final class ReferenceOptimizer {
  private final Optimizer optimizer;
  private final double[] parameters;
  private final double learningRate;
  private final double[] state;

  ReferenceOptimizer(Variant<Optimizer> optimizer, double learningRate, int size) {
    this.optimizer = optimizer.type();
    this.parameters = optimizer.array();
    this.learningRate = learningRate;
    this.state = new double[size * this.optimizer.slots()];
  }

  /** A copy of the state, entry by entry. */
  double[] state() {
    return state.clone();
  }

  /** Restores a state from {@link #state}. */
  void restore(double[] other) {
    System.arraycopy(other, 0, state, 0, state.length);
  }

  /**
   * What to subtract from the network's parameters.
   *
   * @param gradient the clipped gradient
   * @param t the number of this update, from 1
   */
  double[] update(double[] gradient, int t) {
    double[] update = new double[gradient.length];
    int slots = optimizer.slots();
    for (int i = 0; i < update.length; i++) {
      update[i] = optimizer.update(gradient[i], learningRate, t, state, i * slots, parameters);
    }
    return update;
  }
}
