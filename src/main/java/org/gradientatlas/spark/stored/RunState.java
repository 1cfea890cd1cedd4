package org.gradientatlas.spark.stored;

/** How the last run ended. */
public enum RunState {
  RUNNING,
  DONE,
  FAILED_TRIALS,
  INTERRUPTED,
  FAILED,
  /** There is no run. */
  NONE
}
