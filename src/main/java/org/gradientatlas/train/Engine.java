package org.gradientatlas.train;

import org.gradientatlas.study.Trial;

/** A way to train networks. Engines agree on every number, to rounding. */
public interface Engine {
  /**
   * A network as a trial describes it, with the initial weights of {@link InitialWeights}.
   *
   * @param inputs numbers an example
   * @param outputs numbers a target
   */
  Network open(Trial trial, int inputs, int outputs);
}
