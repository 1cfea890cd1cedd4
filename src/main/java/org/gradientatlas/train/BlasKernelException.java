package org.gradientatlas.train;

/** The BLAS kernel that a study pins cannot run in this process: no trial of the study can. */
public final class BlasKernelException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  /** Says why. */
  public BlasKernelException(String message) {
    super(message);
  }
}
