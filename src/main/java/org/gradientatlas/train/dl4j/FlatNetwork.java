package org.gradientatlas.train.dl4j;

import org.deeplearning4j.nn.api.Model;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.train.Network;

/**
 * A network that Deeplearning4j runs: its parameters are one vector, so that they can be averaged
 * with those of its like.
 */
public sealed interface FlatNetwork extends Network permits Dl4jNetwork, OwnNetwork {
  /** Deeplearning4j's network: a MultiLayerNetwork or a ComputationGraph. */
  Model model();

  /** Its parameters and its optimizer. */
  Descent descent();

  /**
   * Those numbers of a flat vector that a row is about: of its tensor, or of its layer's weights.
   */
  double[] of(LayerStats.Place row, double[] flat);

  /** Those numbers of a flat vector that gradients change. */
  double[] learned(double[] flat);
}
