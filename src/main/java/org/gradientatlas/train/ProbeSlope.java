package org.gradientatlas.train;

import java.util.List;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.gradientatlas.measure.FittedLayers;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.study.Trial;

/** How fast delta grows towards the input at initialization. */
public final class ProbeSlope {
  private ProbeSlope() {}

  /**
   * Least-squares slope of log10 delta_rms over the {@link FittedLayers}, in decades per layer
   * towards the input: positive where gradients explode.
   *
   * @return NaN if fewer than two layers have a normal, finite delta_rms
   */
  public static double of(List<LayerStats> rows, Trial trial) {
    var fitted = FittedLayers.of(trial.network().depth());
    double smallestNormal = trial.training().precision().smallestNormal();
    var fit = new SimpleRegression();
    for (LayerStats row : rows) {
      double delta = row.backward().deltaRms();
      if (row.place().phase() == Phase.PROBE
          && fitted.include(row.place().layer(), delta, smallestNormal)) {
        fit.addData(row.place().layer(), Math.log10(delta));
      }
    }
    return fit.getN() < 2 ? Double.NaN : -fit.getSlope();
  }
}
