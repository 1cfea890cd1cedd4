package org.gradientatlas.diagnose;

/** How serious a finding is. */
public enum Severity {
  /** Nothing was found. */
  OK,
  /** Worth knowing. */
  NOTE,
  /** Likely to hurt results or waste time. */
  WARN,
  /** Something is wrong. */
  FAIL
}
