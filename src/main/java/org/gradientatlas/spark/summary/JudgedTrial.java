package org.gradientatlas.spark.summary;

import org.gradientatlas.axis.architecture.Architecture.Profile;
import org.gradientatlas.axis.architecture.ArchitectureKind;
import org.gradientatlas.diagnose.Diagnosis;
import org.gradientatlas.diagnose.Evidence;
import org.gradientatlas.diagnose.ForecastScore;
import org.gradientatlas.diagnose.Judgement;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.diagnose.early.EarlyFacts;
import org.gradientatlas.spark.stored.TrialCell;
import org.gradientatlas.table.schema.ColumnNames;
import org.gradientatlas.table.schema.DiagnosisRecord;

/**
 * A stored trial with its diagnosis.
 *
 * @param position among all trials of the study, in the order of the table trials
 * @param id of the trial
 * @param cell shared by its replicates
 * @param lastDecades growth of delta_rms from the last hidden layer to the first at the last
 *     recorded step; NaN for none
 */
record JudgedTrial(
    long position,
    String id,
    TrialCell cell,
    Diagnosis diagnosis,
    ForecastScore forecast,
    EarlyFacts early,
    Judgement judgement,
    double lastDecades) {

  /** Diagnoses one trial. */
  static JudgedTrial of(Unjudged trial, Evidence evidence, Thresholds thresholds) {
    Diagnosis diagnosis = Diagnosis.of(evidence, thresholds);
    ForecastScore forecast = ForecastScore.of(evidence, thresholds);
    return new JudgedTrial(
        trial.position(),
        trial.id(),
        trial.cell(),
        diagnosis,
        forecast,
        EarlyFacts.of(evidence, skips(trial.cell()), forecast, trial.stepsPlanned()),
        Judgement.of(trial.replicate(), evidence.trial(), diagnosis),
        evidence.lastDecades());
  }

  /** Whether there is a way around every layer or block. */
  private static boolean skips(TrialCell cell) {
    String architecture = cell.text(ColumnNames.ARCHITECTURE);
    boolean around =
        ArchitectureKind.ofLabel(architecture).profile() == Profile.BLOCKS
            && !architecture.contains("skips=false");
    return around || !cell.text(ColumnNames.RESIDUAL).equals("none");
  }

  /** The record behind its rows in diagnoses and forecasts. */
  DiagnosisRecord record(EarlyLeaders leaders, String rulesetVersion) {
    return new DiagnosisRecord(
        diagnosis, forecast, leaders.probability(this), cell.otherAxes(), rulesetVersion);
  }
}
