package org.gradientatlas.spark.stored;

/** How it ended. */
public enum ExaminationResult {
  /** There is no study. */
  NOTHING,
  /** All is well, or is so again. */
  SOUND,
  /** Something is damaged, and still is. */
  DAMAGED
}
