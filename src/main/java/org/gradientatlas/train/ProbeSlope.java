package org.gradientatlas.train;

import java.util.List;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.gradientatlas.axis.architecture.Architecture.Profile;
import org.gradientatlas.measure.FittedLayers;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.study.Trial;

/** How fast delta grows towards the input, or back in time, at initialization. */
public final class ProbeSlope {
  private ProbeSlope() {}

  /**
   * Least-squares slope of log10 delta_rms over the {@link FittedLayers}, in decades per layer
   * towards the input: positive where gradients explode. In a recurrent network it is over the time
   * steps of the last recurrent layer, back in time; between blocks it is of the derivative with
   * respect to the stream.
   *
   * @return NaN if fewer than two layers or time steps have a normal, finite delta, or the stream
   *     of some block overflows
   */
  public static double of(List<LayerStats> rows, Trial trial) {
    double smallestNormal = trial.training().precision().smallestNormal();
    List<Point> points =
        rows.stream()
            .filter(row -> row.place().phase() == Phase.PROBE)
            .map(row -> point(row, trial))
            .filter(point -> point.at > 0)
            .toList();
    boolean blocks = trial.network().architecture().profile() == Profile.BLOCKS;
    if (blocks && points.size() < trial.network().depth()) {
      return Double.NaN;
    }
    int last = points.stream().mapToInt(Point::at).max().orElse(0);
    var fitted = FittedLayers.of(last);
    var fit = new SimpleRegression();
    for (Point point : points) {
      if (fitted.include(point.at, point.delta, smallestNormal)) {
        fit.addData(point.at, Math.log10(point.delta));
      }
    }
    return fit.getN() < 2 ? Double.NaN : -fit.getSlope();
  }

  /**
   * A layer or time step of the profile.
   *
   * @param at from 1; 0 for a row that is no part of it
   */
  private record Point(int at, double delta) {
    static final Point NONE = new Point(0, Double.NaN);
  }

  private static Point point(LayerStats row, Trial trial) {
    Profile profile = trial.network().architecture().profile();
    int layer = row.place().layer();
    int depth = trial.network().depth();
    if (profile == Profile.TIME_STEPS) {
      Integer timeStep = row.place().timeStep();
      return timeStep == null || layer != depth
          ? Point.NONE
          : new Point(timeStep, row.backward().deltaRms());
    }
    double delta = profile == Profile.BLOCKS ? row.stream().deltaRms() : row.backward().deltaRms();
    return layer > depth || Double.isNaN(delta) ? Point.NONE : new Point(layer, delta);
  }
}
