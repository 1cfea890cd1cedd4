package org.gradientatlas.spark.stored;

/** How an examination ended. */
public enum ExaminationResult {
  /** There is no study. */
  NOTHING,
  /** Nothing is damaged, or everything is repaired. */
  SOUND,
  /** Something is damaged, and still is. */
  DAMAGED
}
