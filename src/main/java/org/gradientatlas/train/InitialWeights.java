package org.gradientatlas.train;

import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.study.RandomStreams;
import org.gradientatlas.study.RandomStreams.Purpose;
import org.gradientatlas.study.Trial;

/** The weights and biases that a trial starts from, the same for every engine. */
public final class InitialWeights {
  private InitialWeights() {}

  /**
   * One layer's weights, row-major [fanIn, fanOut].
   *
   * @param layer from 1 to depth + 1
   */
  public static double[] of(Trial trial, int layer, int fanIn, int fanOut) {
    return of(trial.initializer(), trial.streams(), layer, fanIn, fanOut);
  }

  /**
   * One layer's biases.
   *
   * @param layer from 1 to depth + 1
   * @param biases how many: one a unit, or 0 without biases
   */
  public static double[] biases(Trial trial, int layer, int biases) {
    double[] b = new double[biases];
    var random = trial.streams().stream(Purpose.BIASES, layer);
    trial.initializer().type().fillBiases(random, trial.initializer().array(), b);
    return b;
  }

  static double[] of(
      Variant<Initializer> initializer, RandomStreams streams, int layer, int fanIn, int fanOut) {
    double[] weights = new double[fanIn * fanOut];
    initializer
        .type()
        .fill(streams.stream(Purpose.WEIGHTS, layer), fanIn, fanOut, initializer.array(), weights);
    return weights;
  }
}
