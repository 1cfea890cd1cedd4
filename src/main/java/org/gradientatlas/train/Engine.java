package org.gradientatlas.train;

import java.lang.management.ManagementFactory;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.study.Trial;

/** A way to train networks. Engines agree on every number, up to rounding. */
public interface Engine {
  /**
   * A network as a trial describes it, with the initial weights of {@link InitialWeights}.
   *
   * @param first the trial's first batch; gives the numbers of inputs and outputs too
   */
  Network open(Trial trial, Batch first);

  /**
   * The name of the matrix kernels that this process uses for a precision. Equal names give equal
   * results, bit for bit.
   */
  default String blasKernel(Precision precision) {
    return NativeRuntime.blasKernel();
  }

  /**
   * The clock for a trial's time limit, in ns from an arbitrary origin: the CPU time of the
   * training thread, so that a busy machine does not time out trials that an idle one would finish.
   * Engines that work on other threads use wall time.
   */
  default long clock() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
