package org.gradientatlas.train.nd4j.network;

/** The purpose of a forward pass. */
enum Pass {
  /** A step that leaves no rows. */
  TRAINING,

  /** A step or probe whose activations are measured. */
  RECORDED,

  /** An evaluation: batch normalization uses running averages. */
  EVALUATION
}
