package org.gradientatlas.train;

import java.lang.management.ManagementFactory;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.study.Trial;

/** A way to train networks. Engines agree on every number, to rounding. */
public interface Engine {
  /**
   * A network as a trial describes it, with the initial weights of {@link InitialWeights}.
   *
   * @param first the trial's first batch; gives the numbers of inputs and outputs too
   */
  Network open(Trial trial, Batch first);

  /**
   * The matrix kernels that networks of a precision run on in this process, by name: numbers are
   * equal bit for bit where they are.
   */
  default String blasKernel(Precision precision) {
    return NativeRuntime.blasKernel();
  }

  /**
   * What a trial's time limit is measured by, in ns from any start: the CPU time of the thread that
   * trains, so that a busy machine stops no trial that an idle one lets finish. An engine whose
   * work is done elsewhere takes the time of the wall.
   */
  default long clock() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
