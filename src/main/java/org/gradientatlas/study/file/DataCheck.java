package org.gradientatlas.study.file;

import java.util.Collection;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.Preparation;
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
    if (spec.standardizeTarget() && !isRegression()) {
      data.problem(
          DataType.STANDARDIZE_TARGET,
          new InvalidValueException(
              "true", "has no meaning for classes; it goes with classification = false"));
    }
    if (isRegression() && losses.contains(Loss.SOFTMAX_CROSS_ENTROPY)) {
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

  private boolean isRegression() {
    return spec instanceof DataSpec.LinearTeacher
        || (spec instanceof DataSpec.Teacher teacher && !teacher.classification())
        || (spec instanceof DataSpec.Table table && !table.classification());
  }
}
