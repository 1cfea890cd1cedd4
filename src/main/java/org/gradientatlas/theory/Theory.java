package org.gradientatlas.theory;

/** All that theory needs to know about a network; values, so that they can be cache keys. */
public sealed interface Theory permits RandomNetwork, RandomRecurrence, RandomBlocks, NoTheory {
  /** Why there is no theory for this network; empty if there is one. */
  String gap();

  /** What theory predicts. Takes milliseconds; worth caching. */
  Prediction predict();
}
