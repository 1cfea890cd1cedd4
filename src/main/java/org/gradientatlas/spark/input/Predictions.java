package org.gradientatlas.spark.input;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.study.NetworkTheory;
import org.gradientatlas.study.Trial;
import org.gradientatlas.theory.Prediction;
import org.gradientatlas.theory.Theory;

/**
 * Theory's predictions for the trials of one JVM. Many trials share a network as far as theory is
 * concerned, so predictions are cached, least recently used evicted first.
 */
final class Predictions {
  /** A prediction of 100 layers is about 5 KB. */
  private static final int MOST = 2_000;

  private final Map<Theory, Prediction> kept =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Theory, Prediction> eldest) {
              return size() > MOST;
            }
          });

  /** A record of arrays compares by their references, so this is keyed by identity. */
  private final Map<Dataset, Double> meanSquares = Collections.synchronizedMap(new WeakHashMap<>());

  /**
   * Theory for a trial.
   *
   * @param training the examples that the batches and the probe are drawn from
   */
  Prediction of(Trial trial, Dataset training) {
    Theory network =
        NetworkTheory.of(
            trial.network(),
            training.shape(),
            training.outputs(),
            meanSquares.computeIfAbsent(training, Predictions::meanSquare));
    Prediction known = kept.get(network);
    if (known != null) {
      return known;
    }
    // Outside the lock: two tasks may compute the same prediction, with equal results.
    Prediction prediction = predict(network);
    kept.put(network, prediction);
    return prediction;
  }

  /**
   * Rounded to six digits, so that standardized data sets have exactly 1 and all replicates of a
   * cell share a prediction.
   */
  private static double meanSquare(Dataset data) {
    return new BigDecimal(data.meanSquare()).round(new MathContext(6)).doubleValue();
  }

  /** A failure of theory must not fail the measurement. */
  private static Prediction predict(Theory network) {
    try {
      return network.predict();
    } catch (RuntimeException e) {
      return Prediction.none("theory failed: " + e);
    }
  }
}
