package org.gradientatlas.train;

import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.study.RandomStreams;
import org.gradientatlas.study.RandomStreams.Purpose;
import org.gradientatlas.study.Trial;

/** The weights that a trial starts from, the same for every engine. Biases start at 0. */
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

  static double[] of(
      Variant<Initializer> initializer, RandomStreams streams, int layer, int fanIn, int fanOut) {
    double[] weights = new double[fanIn * fanOut];
    initializer
        .type()
        .fill(streams.stream(Purpose.WEIGHTS, layer), fanIn, fanOut, initializer.array(), weights);
    return weights;
  }
}
