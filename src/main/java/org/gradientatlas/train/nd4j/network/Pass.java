package org.gradientatlas.train.nd4j.network;

/** What a forward pass is for. */
enum Pass {
  /** A step that leaves no rows. */
  TRAINING,

  /** A step or probe whose activations are measured on the way. */
  RECORDED,

  /** A score: batches are normalized by running averages. */
  EVALUATION
}
