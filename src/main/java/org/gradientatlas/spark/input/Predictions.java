package org.gradientatlas.spark.input;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.study.Trial;
import org.gradientatlas.theory.Prediction;
import org.gradientatlas.theory.RandomNetwork;

/**
 * What theory says of the trials of one JVM. Trials differ in much that theory does not look at, so
 * each distinct network is computed once, and those asked for last are kept.
 */
final class Predictions {
  /** A prediction of 100 layers is about 5 KB. */
  private static final int MOST = 2_000;

  private final Map<RandomNetwork, Prediction> kept =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<RandomNetwork, Prediction> eldest) {
              return size() > MOST;
            }
          });

  /** By identity, which is how data sets compare. */
  private final Map<Dataset, Double> meanSquares = Collections.synchronizedMap(new WeakHashMap<>());

  /**
   * Theory for a trial.
   *
   * @param training the examples that its batches, and its probe's, are drawn from
   */
  Prediction of(Trial trial, Dataset training) {
    Trial.Network cell = trial.network();
    var network =
        new RandomNetwork(
            cell.depth(),
            cell.width(),
            training.width(),
            training.outputs(),
            cell.initializer(),
            cell.activation(),
            cell.normalization(),
            cell.residual(),
            meanSquares.computeIfAbsent(training, Predictions::meanSquare));
    Prediction known = kept.get(network);
    if (known != null) {
      return known;
    }
    // Outside the lock: two tasks may compute the same, and get the same.
    Prediction prediction = predict(network);
    kept.put(network, prediction);
    return prediction;
  }

  /**
   * To six digits: standardized data sets have 1 but for rounding, and then all replicates of a
   * cell are one network to theory.
   */
  private static double meanSquare(Dataset data) {
    return new BigDecimal(data.meanSquare()).round(new MathContext(6)).doubleValue();
  }

  /** Theory that fails leaves the measurement as it is. */
  private static Prediction predict(RandomNetwork network) {
    try {
      return Prediction.of(network);
    } catch (RuntimeException e) {
      return Prediction.none("theory failed: " + e);
    }
  }
}
