package org.gradientatlas.train;

import org.gradientatlas.axis.Initializer;
import org.gradientatlas.study.RandomStreams.Purpose;
import org.gradientatlas.study.Trial;

/**
 * The weights and biases that a trial starts from, the same for every engine. Drawn on demand, so
 * that a deep network is not held in memory twice.
 */
public final class InitialWeights {
  private final Trial trial;
  private final int inputs;
  private final int outputs;
  private final double[] scales;

  private InitialWeights(Trial trial, int inputs, int outputs, double[] scales) {
    this.trial = trial;
    this.inputs = inputs;
    this.outputs = outputs;
    this.scales = scales;
  }

  /**
   * The initial weights of a trial.
   *
   * @param first the trial's first batch
   * @throws ArithmeticException if the weights cannot be scaled on it, see {@link UnitVariance}
   */
  public static InitialWeights of(Trial trial, Batch first) {
    double[] scales = new double[trial.network().depth() + 1];
    java.util.Arrays.fill(scales, 1);
    var initial = new InitialWeights(trial, first.data().width(), first.data().outputs(), scales);
    if (!Double.isNaN(initial.initializer().preactivationVariance(initial.parameters()))) {
      new UnitVariance(trial.network(), initial).scale(first, scales);
    }
    return initial;
  }

  /**
   * One layer's weights, row-major [fanIn, fanOut].
   *
   * @param layer from 1 to depth + 1
   */
  public double[] weights(int layer) {
    double[] weights = new double[fanIn(layer) * fanOut(layer)];
    var random = trial.streams().stream(Purpose.WEIGHTS, layer);
    initializer().fill(random, fanIn(layer), fanOut(layer), parameters(), weights);
    double scale = scales[layer - 1];
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= scale;
    }
    return weights;
  }

  /**
   * One layer's biases, one per unit; empty if the trial has none.
   *
   * @param layer from 1 to depth + 1
   */
  public double[] biases(int layer) {
    double[] biases = new double[trial.network().bias() ? fanOut(layer) : 0];
    var random = trial.streams().stream(Purpose.BIASES, layer);
    initializer().fillBiases(random, parameters(), biases);
    return biases;
  }

  int fanIn(int layer) {
    return layer == 1 ? inputs : trial.network().width();
  }

  int fanOut(int layer) {
    return layer > trial.network().depth() ? outputs : trial.network().width();
  }

  private Initializer initializer() {
    return trial.network().initializer().type();
  }

  private double[] parameters() {
    return trial.network().initializer().array();
  }
}
