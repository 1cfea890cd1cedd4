package org.gradientatlas.diagnose;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.diagnose.Evidence.StepFacts;

/** Rules about losses and accuracies. */
final class LearningRules {
  /** With fewer records there are no turning points to count. */
  private static final int FEWEST_RECORDS = 5;

  /** Steps after this share of the training count as its end. */
  private static final double LAST_TENTH = 0.9;

  private LearningRules() {}

  /** Tables without the loss of guessing use the loss before the first step instead. */
  static Answer notLearning(Check check) {
    TrialFacts trial = check.evidence().trial();
    double guess = guess(trial);
    double chance = Double.isNaN(trial.guess().accuracy()) ? 0 : trial.guess().accuracy();
    double gain = trial.scores().finalAccuracy() - chance;
    double least = (1 - check.limit("loss")) * guess;
    double loss = trial.scores().finalLoss();
    // An overconfident network can have a loss above guessing and still classify well.
    boolean atGuess = loss >= least && !(gain >= check.limit("confident-gain"));
    Finding finding = null;
    if (atGuess) {
      finding = Finding.ofTrial(check.rule(), loss, least);
    } else if (gain < check.limit("accuracy-gain")) {
      finding = Finding.ofTrial(check.rule(), gain, check.limit("accuracy-gain"));
    }
    return Answer.of(finding, trial.ending().stepsDone() > 0 && !Double.isNaN(loss));
  }

  private static double guess(TrialFacts trial) {
    return Double.isNaN(trial.guess().loss()) ? trial.scores().initialLoss() : trial.guess().loss();
  }

  static Answer partlyLearning(Check check) {
    double closed = closed(check.evidence().trial());
    double least = check.limit("share");
    Finding finding = closed < least ? Finding.ofTrial(check.rule(), closed, least) : null;
    return Answer.of(finding, !Double.isNaN(closed));
  }

  /** The share of the way from guessing to the best; NaN where that way has no length. */
  private static double closed(TrialFacts trial) {
    boolean classifies = !Double.isNaN(trial.scores().finalAccuracy());
    double from = classifies ? trial.guess().accuracy() : -guess(trial);
    double to = classifies ? trial.best().accuracy() : -trial.best().loss();
    double reached = classifies ? trial.scores().finalAccuracy() : -trial.scores().finalLoss();
    return to > from ? (reached - from) / (to - from) : Double.NaN;
  }

  static Answer lossStall(Check check) {
    List<StepFacts> steps = check.evidence().steps();
    int records = (int) check.limit("records");
    if (steps.size() <= records) {
      return Answer.NOT_EVALUABLE;
    }
    double before = least(steps.subList(0, steps.size() - records));
    double lately = least(steps.subList(steps.size() - records, steps.size()));
    return Answer.of(lately >= before ? Finding.ofTrial(check.rule(), lately, before) : null);
  }

  private static double least(List<StepFacts> steps) {
    return steps.stream()
        .mapToDouble(StepFacts::loss)
        .filter(loss -> !Double.isNaN(loss))
        .min()
        .orElse(Double.NaN);
  }

  /**
   * Counts drops in accuracy from a peak to the next trough that are larger than sampling noise.
   */
  static Answer oscillating(Check check) {
    double[] accuracies =
        check.evidence().steps().stream()
            .mapToDouble(StepFacts::accuracy)
            .filter(accuracy -> !Double.isNaN(accuracy))
            .toArray();
    if (accuracies.length < FEWEST_RECORDS) {
      return Answer.NOT_EVALUABLE;
    }
    long falls = 0;
    double peak = accuracies[0];
    for (int i = 1; i < accuracies.length; i++) {
      boolean trough = i == accuracies.length - 1 || accuracies[i + 1] > accuracies[i];
      falls += trough && peak - accuracies[i] >= gap(check, peak, accuracies[i]) ? 1 : 0;
      peak = trough || accuracies[i] > peak ? accuracies[i] : peak;
    }
    double share = falls / (double) accuracies.length;
    double most = check.limit("share");
    return Answer.of(share >= most ? Finding.ofTrial(check.rule(), share, most) : null);
  }

  /**
   * The smallest relevant gap, including the standard error of the difference of two batch
   * accuracies.
   */
  private static double gap(Check check, double one, double other) {
    double n = check.evidence().trial().cell().batchSize();
    double error = Math.sqrt((one * (1 - one) + other * (1 - other)) / n);
    return check.limit("gap") + check.limit("errors") * error;
  }

  static Answer overfitting(Check check) {
    TrialFacts trial = check.evidence().trial();
    double training =
        Double.isNaN(trial.scores().finalTrainingLoss())
            ? lateBatchLoss(check.evidence())
            : trial.scores().finalTrainingLoss();
    double lost = trial.scores().finalLoss() - training;
    double gap = lost / training;
    double most = check.limit("gap");
    boolean matters = lost > check.limit("least") * guess(trial);
    Finding finding = gap > most && matters ? Finding.ofTrial(check.rule(), gap, most) : null;
    return Answer.of(finding, Double.isFinite(gap) && trial.ending().stepsDone() > 0);
  }

  /** The late batch loss, for tables without the final training loss. */
  private static double lateBatchLoss(Evidence evidence) {
    var late = new ArrayList<Double>();
    for (StepFacts step : evidence.steps()) {
      if (step.step() >= LAST_TENTH * (evidence.trial().ending().stepsDone() - 1)) {
        late.add(step.loss());
      }
    }
    return late.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
