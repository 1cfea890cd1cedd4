package org.gradientatlas.table.schema;

import java.time.Instant;
import org.gradientatlas.measure.TrialResult;
import org.gradientatlas.study.Trial;
import org.gradientatlas.theory.Prediction;

/**
 * A trial with its results, theory and where it ran: the record behind a row of the trials table.
 *
 * @param theory for the trial's network at initialization
 * @param finishedAt when the trial ended, by its executor's clock
 */
public record TrialRecord(
    Trial trial, TrialResult result, Prediction theory, Site site, Instant finishedAt) {

  /**
   * Where and by what software a trial was run.
   *
   * @param blasKernel the engine's BLAS kernel; different kernels round differently
   */
  public record Site(
      String host, String executorId, String blasKernel, String appVersion, String gitCommit)
      implements java.io.Serializable {}
}
