package org.gradientatlas.diagnose;

/** How bad what a rule found is. */
public enum Severity {
  /** Nothing was found. */
  OK,
  /** Worth knowing. */
  NOTE,
  /** Likely to cost something. */
  WARN,
  /** Something is wrong. */
  FAIL
}
