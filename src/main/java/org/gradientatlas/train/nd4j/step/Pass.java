package org.gradientatlas.train.nd4j.step;

/** The purpose of a forward pass. */
public enum Pass {
  /** A step that leaves no rows. */
  TRAINING,

  /** A step or probe whose activations are measured. */
  RECORDED,

  /** An evaluation: batch normalization uses running averages. */
  EVALUATION
}
