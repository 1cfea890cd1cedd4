package org.gradientatlas.measure;

/** How a trial ended. */
public enum Outcome {
  /** All steps were made, every number finite. */
  COMPLETED,
  /** A loss or gradient was not finite. */
  DIVERGED,
  /** The trial threw an exception. */
  FAILED,
  /** Stopped by its time limit. */
  TIMED_OUT;

  /** The name in tables. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
