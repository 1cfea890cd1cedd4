package org.gradientatlas.cli;

/** What a command says to the shell. */
public enum ExitCode {
  /** All is done. */
  DONE(0),
  /** A disk or a machine failed; what was committed is kept. */
  BROKEN_OFF(1),
  /** Wrong usage, or a study that cannot be run; nothing was written. */
  INVALID(2),
  /** All is done, but some trials failed; or more failed than may, and it stopped. */
  FAILED_TRIALS(3),
  /** The output is held by another run, belongs to another study, or is damaged. */
  CONFLICT(4),
  /** A gate such as --fail-on was hit; beats {@link #FAILED_TRIALS}. */
  GATE(5),
  /**
   * SIGINT, by the shell's convention (SIGTERM ends a JVM with 143); what was committed is kept.
   */
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
