package org.gradientatlas.train;

/** The BLAS kernel that a study pins cannot run in this process, so none of its trials can. */
public final class BlasKernelException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  /** With the reason. */
  public BlasKernelException(String message) {
    super(message);
  }
}
