package org.gradientatlas.table.output;

/** The output directory belongs to another study, or another run holds it. Nothing was changed. */
public final class OutputConflictException extends Exception {
  private static final long serialVersionUID = 1;

  /** Takes a message that tells users what to do. */
  public OutputConflictException(String message) {
    super(message);
  }
}
