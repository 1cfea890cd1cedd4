package org.gradientatlas.table.schema;

import java.util.List;
import java.util.Set;
import org.gradientatlas.measure.Drift;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.theory.Prediction;
import org.jspecify.annotations.Nullable;

/**
 * A layer in one recorded pass, with theory: the record behind a row of the layers table.
 *
 * @param theory for the trial's network at initialization
 * @param worker from 0; null for a network trained alone and for the workers' average
 * @param drift of that worker's weights in this layer; null without a worker
 */
public record LayerRecord(
    LayerStats stats, Prediction theory, @Nullable Integer worker, @Nullable Drift drift) {

  private static final Set<String> FIRST_WEIGHTS = Set.of("W", "W1");

  /** For a network trained alone, or the workers' average. */
  public LayerRecord(LayerStats stats, Prediction theory) {
    this(stats, theory, null, null);
  }

  /** The variance of z in this layer; NaN without theory. */
  double q() {
    return ofThisLayer(theory.q());
  }

  /** log10 of delta_rms here over delta_rms of the output layer; NaN without theory. */
  double log10DeltaRmsRatio() {
    return ofThisLayer(theory.log10DeltaRmsRatio());
  }

  /** Theory is about a layer's first weights, or about the time steps of one layer. */
  private double ofThisLayer(List<Double> numbers) {
    LayerStats.Place place = stats.place();
    Integer timeStep = place.timeStep();
    if (numbers.isEmpty() || (theory.timeLayer() > 0) != (timeStep != null)) {
      return Double.NaN;
    }
    if (timeStep != null) {
      return place.layer() == theory.timeLayer() ? numbers.get(timeStep - 1) : Double.NaN;
    }
    boolean first = place.tensor() == null || FIRST_WEIGHTS.contains(place.tensor());
    return first && place.layer() > 0 ? numbers.get(place.layer() - 1) : Double.NaN;
  }
}
