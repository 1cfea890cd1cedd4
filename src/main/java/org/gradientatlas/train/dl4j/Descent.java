package org.gradientatlas.train.dl4j;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.study.Trial;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The parameters of a network that Deeplearning4j runs, and how the study's clip rule and optimizer
 * change them. All vectors are flat, in Deeplearning4j's order.
 */
public final class Descent {
  private final Model model;
  private final List<? extends LayerRange> layers;
  private final Variant<ClipRule> rule;
  private final ReferenceOptimizer optimizer;
  private ClippedGradient last;

  /**
   * @param layers all of them, the output layer last
   */
  Descent(Trial trial, Model model, List<? extends LayerRange> layers) {
    int size = Math.toIntExact(model.numParams());
    this.model = model;
    this.layers = layers;
    this.rule = trial.descent().clip();
    this.optimizer =
        new ReferenceOptimizer(trial.descent().optimizer(), trial.descent().learningRate(), size);
    this.last = new ClippedGradient(new double[size], new double[size]);
  }

  /** A copy of the parameters. */
  public double[] parameters() {
    return Copies.rowMajor(model.params());
  }

  /** A copy of the optimizer's state. */
  public double[] state() {
    return optimizer.state();
  }

  /** Adopts another network's parameters and optimizer state. */
  public void set(double[] parameters, double[] state) {
    start(parameters);
    optimizer.restore(state);
  }

  /** A copy of the gradient of the last step, a mean over its batch. */
  public double[] gradient() {
    return last.raw().clone();
  }

  /** The same gradient after clipping. */
  public double[] clippedGradient() {
    return last.clipped().clone();
  }

  /** A gradient, clipped at the current parameters. */
  public double[] clipped(double[] gradient) {
    return clip(gradient).clipped();
  }

  void start(double[] parameters) {
    Copies.assign(model.params(), parameters);
  }

  ClippedGradient clip(double[] gradient) {
    return ClippedGradient.of(gradient, parameters(), layers, rule);
  }

  /**
   * What a step subtracts from the parameters.
   *
   * @param finite whether it makes an update
   * @param step updates made so far
   */
  double[] update(ClippedGradient gradient, boolean finite, int step) {
    last = gradient;
    return finite ? optimizer.update(gradient.clipped(), step + 1) : nothing();
  }

  /** The update of a step that makes none: all NaN. */
  double[] nothing() {
    double[] update = new double[Math.toIntExact(model.numParams())];
    Arrays.fill(update, Double.NaN);
    return update;
  }

  void subtract(double[] amount) {
    INDArray parameters = model.params();
    try (INDArray array =
        Nd4j.createUninitialized(parameters.dataType(), parameters.shape(), 'c')) {
      Copies.assign(array, amount);
      parameters.subi(array);
    }
  }
}
