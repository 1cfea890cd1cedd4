package org.gradientatlas.study;

import java.util.Collection;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.InvalidDataException;
import org.gradientatlas.data.Preparation;

/** Whether data goes with the axes of a grid, as far as that is known before it is read. */
record DataCheck(DataSpec spec, Problems problems) {

  void check(int largestBatch, Collection<Loss> losses) {
    if (spec instanceof DataSpec.Synthetic synthetic) {
      checkBatch(largestBatch, synthetic);
    }
    if (isRegression() && losses.contains(Loss.SOFTMAX_CROSS_ENTROPY)) {
      problems.add(
          "grid.loss",
          Loss.SOFTMAX_CROSS_ENTROPY.label(),
          "needs classes, but data.classification is false; mse goes with it");
    }
  }

  private void checkBatch(int batch, DataSpec.Synthetic data) {
    try {
      int left = data.examples() - Preparation.held(data.examples(), data.validationFraction());
      if (batch > left) {
        problems.add(
            "grid.batch-size",
            String.valueOf(batch),
            "must be at most the " + left + " examples that data leaves for training");
      }
    } catch (InvalidDataException e) {
      problems.add("data.examples", "", String.valueOf(e.getMessage()));
    }
  }

  private boolean isRegression() {
    return (spec instanceof DataSpec.Teacher teacher && !teacher.classification())
        || (spec instanceof DataSpec.Table table && !table.classification());
  }
}
