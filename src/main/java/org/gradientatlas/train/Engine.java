package org.gradientatlas.train;

import org.gradientatlas.study.Trial;

/** A way to train networks. Engines agree on every number, to rounding. */
public interface Engine {
  /**
   * A network as a trial describes it, with the initial weights of {@link InitialWeights}.
   *
   * @param first the trial's first batch; gives the numbers of inputs and outputs too
   */
  Network open(Trial trial, Batch first);
}
