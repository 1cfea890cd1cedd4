package org.gradientatlas.spark.averaging;

import java.io.Serializable;
import org.gradientatlas.axis.BlasKernel;
import org.gradientatlas.spark.input.TrialData;
import org.gradientatlas.study.Trial;
import org.jspecify.annotations.Nullable;

/**
 * The steps from one averaging to the next, as sent to every worker.
 *
 * @param data of all trials, and the users' networks
 * @param form of the batches
 * @param first its first step
 * @param alsoRecord a step that is recorded whatever the schedule says; -1 for none
 */
record AveragingRound(
    Trial trial,
    TrialData data,
    @Nullable BlasKernel kernel,
    BatchForm form,
    int first,
    int alsoRecord)
    implements Serializable {

  AveragingRound from(int step) {
    return new AveragingRound(trial, data, kernel, form, step, alsoRecord);
  }

  AveragingRound recording(int step) {
    return new AveragingRound(trial, data, kernel, form, first, step);
  }
}
