package org.gradientatlas.study;

import java.util.Collection;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.data.DataSpec;

/** Whether data goes with the axes of a grid, as far as that is known before it is read. */
record DataCheck(DataSpec spec, Problems problems) {

  void check(int largestBatch, Collection<Loss> losses) {
    if (spec instanceof DataSpec.Synthetic synthetic) {
      int held = (int) (synthetic.examples() * synthetic.validationFraction());
      int left = synthetic.examples() - held;
      if (largestBatch > left) {
        problems.add(
            "grid.batch-size",
            String.valueOf(largestBatch),
            "must be at most the " + left + " training examples of " + spec);
      }
    }
    if (isRegression() && losses.contains(Loss.SOFTMAX_CROSS_ENTROPY)) {
      problems.add(
          "grid.loss",
          Loss.SOFTMAX_CROSS_ENTROPY.label(),
          "needs classes, but data.classification is false; mse goes with it");
    }
  }

  private boolean isRegression() {
    return (spec instanceof DataSpec.Teacher teacher && !teacher.classification())
        || (spec instanceof DataSpec.Table table && !table.classification());
  }
}
