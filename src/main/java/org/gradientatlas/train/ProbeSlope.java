package org.gradientatlas.train;

import java.util.List;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.study.Trial;

/** How fast delta grows towards the input at initialization. */
public final class ProbeSlope {
  /**
   * The pre-activation variance needs a few layers to settle; more than these are never skipped.
   */
  private static final int MOST_SKIPPED = 5;

  private ProbeSlope() {}

  /**
   * Least-squares slope of log10 delta_rms over the hidden layers, in decades a layer towards the
   * input: positive where gradients explode. The first depth/4 layers, at most 5, are left out, and
   * so are layers whose delta_rms is subnormal, since it has lost its digits.
   *
   * @return NaN if fewer than two layers have a normal, finite delta_rms
   */
  public static double of(List<LayerStats> rows, Trial trial) {
    int depth = trial.depth();
    double smallestNormal = trial.training().precision().smallestNormal();
    int skipped = Math.min(MOST_SKIPPED, depth / 4);
    var fit = new SimpleRegression();
    for (LayerStats row : rows) {
      boolean settled = row.layer() > skipped && row.layer() <= depth;
      if (row.phase() == Phase.PROBE
          && settled
          && row.deltaRms() >= smallestNormal
          && Double.isFinite(row.deltaRms())) {
        fit.addData(row.layer(), Math.log10(row.deltaRms()));
      }
    }
    return fit.getN() < 2 ? Double.NaN : -fit.getSlope();
  }
}
