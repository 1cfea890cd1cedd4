package org.gradientatlas.train.nd4j.program;

import org.gradientatlas.train.nd4j.memory.Tensor;

/**
 * A matrix that one operation makes and others read, and the derivatives of each example's own loss
 * with respect to it.
 */
public final class Signal {
  public final Tensor values;
  public final Tensor gradient;
  private boolean given;

  public Signal(Tensor values, Tensor gradient) {
    this.values = values;
    this.gradient = gradient;
  }

  /** Starts a backward pass: nothing has been written to the gradient. */
  public void begin() {
    given = false;
  }

  /**
   * Asked once by each operation that reads the signal, in the backward pass.
   *
   * @return 0 if it must overwrite the gradient, since it is the first, and 1 if it must add to it
   */
  public int added() {
    int added = given ? 1 : 0;
    given = true;
    return added;
  }
}
