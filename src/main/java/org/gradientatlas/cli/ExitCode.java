package org.gradientatlas.cli;

/** Exit codes of the commands. */
public enum ExitCode {
  /** All is done. */
  DONE(0),
  /** A disk, a machine or Spark failed; committed waves are kept. */
  BROKEN_OFF(1),
  /** Wrong usage, or an invalid study or data; nothing was written. */
  INVALID(2),
  /** Done with failed trials, or stopped because too many failed. */
  FAILED_TRIALS(3),
  /** The output is held by another run, belongs to another study, or is damaged. */
  CONFLICT(4),
  /** A gate such as --fail-on was hit; takes precedence over {@link #FAILED_TRIALS}. */
  GATE(5),
  /** SIGINT, by shell convention (a JVM exits with 143 on SIGTERM); committed waves are kept. */
  INTERRUPTED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number. */
  public int code() {
    return code;
  }
}
