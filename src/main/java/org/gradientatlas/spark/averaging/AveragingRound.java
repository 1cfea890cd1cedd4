package org.gradientatlas.spark.averaging;

import java.io.Serializable;
import org.gradientatlas.axis.BlasKernel;
import org.gradientatlas.study.Trial;
import org.jspecify.annotations.Nullable;

/**
 * The steps from one averaging to the next, as sent to every worker.
 *
 * @param first its first step
 * @param alsoRecord a step that is recorded whatever the schedule says; -1 for none
 * @param inputs features per example
 * @param outputs values per target
 * @param classification whether the targets are classes
 */
record AveragingRound(
    Trial trial,
    @Nullable BlasKernel kernel,
    int first,
    int alsoRecord,
    int inputs,
    int outputs,
    boolean classification)
    implements Serializable {

  AveragingRound recording(int step) {
    return new AveragingRound(trial, kernel, first, step, inputs, outputs, classification);
  }
}
