package org.gradientatlas.table;

import java.util.List;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.theory.Prediction;

/**
 * A layer at one recorded pass with the theory beside it: the fact behind a row of the layers
 * table.
 *
 * @param theory of the trial's network at initialization
 */
public record LayerRecord(LayerStats stats, Prediction theory) {

  /** The variance of z in this layer; NaN without theory. */
  double q() {
    return ofThisLayer(theory.q());
  }

  /** log10 of delta_rms here over delta_rms of the output layer; NaN without theory. */
  double log10DeltaRmsRatio() {
    return ofThisLayer(theory.log10DeltaRmsRatio());
  }

  private double ofThisLayer(List<Double> layers) {
    return layers.isEmpty() ? Double.NaN : layers.get(stats.layer() - 1);
  }
}
