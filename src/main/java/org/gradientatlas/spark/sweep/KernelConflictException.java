package org.gradientatlas.spark.sweep;

/** Trials of one output would come from BLAS kernels that round differently. */
final class KernelConflictException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  private static final String TEXT =
      "%s. They round differently, so equal trials would have unequal rows. Pin a kernel%s; train"
          + " on machines of one kernel, which jobs/doctor shows; or allow it: --mixed-kernels";

  private final String what;

  private KernelConflictException(String what, String pin) {
    super(TEXT.formatted(what, pin));
    this.what = what;
  }

  /** Which kernels meet. */
  String what() {
    return what;
  }

  /** Of machines that differ: a pinned kernel is part of a study. */
  static KernelConflictException ofMachines(String what) {
    return new KernelConflictException(
        what, " that all of them can run, for example --set training.blas-kernel=haswell");
  }

  /**
   * Of an output and machines: its study cannot change, but the environment chooses a kernel too.
   *
   * @param stored the kernel of the output
   */
  static KernelConflictException ofOutput(String what, String stored) {
    String[] names = stored.split("\\+", 2);
    String environment = "OPENBLAS_CORETYPE=" + names[0];
    return new KernelConflictException(
        what,
        names.length > 1
            ? ": oneDNN's by GRADIENT_ATLAS_ONEDNN=on where the CPU has " + names[0]
            : " by %s in the environment (on a cluster: spark.executorEnv.%s), or for a new --out by training.blas-kernel"
                .formatted(environment, environment));
  }
}
