package org.gradientatlas.study.file;

import java.util.Collection;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.Preparation;
import org.gradientatlas.data.SequenceSpec;
import org.gradientatlas.problem.InvalidValueException;

/**
 * Checks data against the axes of a block, as far as possible before reading it.
 *
 * @param grid the block
 * @param data where the specification is from
 */
record DataCheck(DataSpec spec, Section grid, DataReader data) {

  /**
   * @param key the key to blame if the batch is larger than the data
   */
  void check(String key, long largestBatch, Collection<Loss> losses) {
    if (spec instanceof DataSpec.Synthetic synthetic) {
      checkBatch(key, largestBatch, synthetic);
    }
    checkSteps();
    if (spec.standardizeTarget() && spec.classification()) {
      data.problem(
          DataKeys.STANDARDIZE_TARGET,
          new InvalidValueException(
              "true", "has no meaning for classes; it goes with classification = false"));
    }
    if (!spec.classification() && losses.contains(Loss.SOFTMAX_CROSS_ENTROPY)) {
      grid.problem(
          "loss",
          new InvalidValueException(
              Loss.SOFTMAX_CROSS_ENTROPY.label(),
              "needs classes, and the targets of this data are numbers; mse goes with it"));
    }
  }

  private void checkBatch(String key, long batch, DataSpec.Synthetic known) {
    try {
      int left = known.examples() - Preparation.held(known.examples(), known.validationFraction());
      if (batch > left) {
        grid.problem(
            key,
            new InvalidValueException(
                String.valueOf(batch),
                "must be at most the " + left + " examples that data leaves for training"));
      }
    } catch (InvalidDataException e) {
      data.problem("examples", new InvalidValueException("", String.valueOf(e.getMessage())));
    }
  }

  /** The keys of a sequence must leave room for each other. */
  private void checkSteps() {
    if (spec instanceof SequenceSpec.Copying copying
        && copying.timeSteps() < copying.fewestSteps()) {
      data.problem(
          DataKeys.TIME_STEPS,
          new InvalidValueException(
              String.valueOf(copying.timeSteps()),
              "must be at least %d, for %d symbols, a marker and the symbols again (data.length = %d)"
                  .formatted(copying.fewestSteps(), copying.length(), copying.length())));
    }
    if (spec instanceof DataSpec.Table table && listsFeatures(table)) {
      int features = table.featureColumns().size();
      if (features % table.timeSteps() != 0) {
        data.problem(
            DataKeys.TIME_STEPS,
            new InvalidValueException(
                String.valueOf(table.timeSteps()),
                "must divide the " + features + " columns of data.features"));
      }
    }
  }

  /** Whether it names a column for each feature; a column of Parquet may hold several. */
  private static boolean listsFeatures(DataSpec.Table table) {
    return table.format() == DataSpec.Format.CSV && !table.featureColumns().isEmpty();
  }
}
