package org.gradientatlas.measure;

/** When a layer was measured. */
public enum Phase {
  /** One pass at initialization with a random linear cotangent; nothing is updated. */
  PROBE,
  /** A training step. */
  TRAIN;

  /** The name in tables. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
