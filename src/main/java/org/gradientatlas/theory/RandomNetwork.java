package org.gradientatlas.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.axis.Variant;

/**
 * All that theory needs to know about a network; a value, so that it can be a cache key.
 *
 * @param depth hidden layers, at least 1
 * @param width units of each hidden layer
 * @param inputs numbers of an input; its channels under a kernel
 * @param inputMeanSquare mean of x_i^2 over the inputs
 * @param kernel what hidden layers share their weights over
 */
public record RandomNetwork(
    int depth,
    int width,
    int inputs,
    int outputs,
    Variant<Initializer> initializer,
    Variant<Activation> activation,
    Normalization normalization,
    Variant<Residual> residual,
    double inputMeanSquare,
    Kernel kernel)
    implements Theory {

  /**
   * The kernel of a convolution with circular padding. With fan_in = volume x channels every place
   * follows the recursion of a dense network (Xiao 2018).
   *
   * @param volume places under it
   * @param places of a layer
   * @param average whether the output layer reads the average over all places, rather than all
   */
  public record Kernel(int volume, int places, boolean average) {
    /** Of a dense network. */
    public static final Kernel NONE = new Kernel(1, 1, true);
  }

  /** A dense network. */
  public RandomNetwork(
      int depth,
      int width,
      int inputs,
      int outputs,
      Variant<Initializer> initializer,
      Variant<Activation> activation,
      Normalization normalization,
      Variant<Residual> residual,
      double inputMeanSquare) {
    this(
        depth,
        width,
        inputs,
        outputs,
        initializer,
        activation,
        normalization,
        residual,
        inputMeanSquare,
        Kernel.NONE);
  }

  /** A plain network: no normalization, no skips. */
  public RandomNetwork(
      int depth,
      int width,
      int inputs,
      int outputs,
      Variant<Initializer> initializer,
      Variant<Activation> activation,
      double inputMeanSquare) {
    this(
        depth,
        width,
        inputs,
        outputs,
        initializer,
        activation,
        Normalization.NONE,
        Variant.of(Residual.NONE),
        inputMeanSquare);
  }

  /** The same network with another number of hidden layers. */
  public RandomNetwork withDepth(int layers) {
    return new RandomNetwork(
        layers,
        width,
        inputs,
        outputs,
        initializer,
        activation,
        normalization,
        residual,
        inputMeanSquare,
        kernel);
  }

  @Override
  public Prediction predict() {
    return Prediction.of(this);
  }

  /**
   * @param layer from 1 to depth + 1
   */
  int fanIn(int layer) {
    int places = kernel.average ? 1 : kernel.places;
    return layer > depth ? places * width : kernel.volume * (layer == 1 ? inputs : width);
  }

  /**
   * @param layer from 1 to depth + 1
   */
  int fanOut(int layer) {
    return layer == depth + 1 ? outputs : kernel.volume * width;
  }

  /** The share of the output layer's derivative that a place of the last hidden layer gets. */
  double readout() {
    return kernel.average ? 1.0 / kernel.places : 1;
  }

  /** fan_in Var(w) of a layer, as drawn. */
  double sw2(int layer) {
    int fan = fanIn(layer);
    return fan * (layer > depth ? variance(1, fan, outputs) : variance(kernel.volume, fan, width));
  }

  /**
   * fan_in Var(w) of a layer after scaling: normalization in effect divides the weights, and the
   * first batch may rescale them.
   *
   * @param square mean square of the layer's input, minus what normalization removes
   */
  double sw2(int layer, double square) {
    return layer <= depth || scaledByBatch() ? rescaled(sw2(layer), square) : sw2(layer);
  }

  /** The same for a layer between two hidden layers. */
  double innerSw2(double square) {
    return rescaled(innerSw2(), square);
  }

  double innerSw2() {
    int fan = kernel.volume * width;
    return fan * variance(kernel.volume, fan, width);
  }

  private double rescaled(double sw2, double square) {
    if (scaledByBatch()) {
      return scaledVariance() / square;
    }
    return normalization == Normalization.NONE ? sw2 : sw2 / (sw2 * square + Normalization.EPSILON);
  }

  /** Whether the weight variance depends on the first batch. */
  boolean scaledByBatch() {
    return !Double.isNaN(scaledVariance());
  }

  private double scaledVariance() {
    return initializer.type().preactivationVariance(initializer.array());
  }

  double sb2() {
    return initializer.type().biasVariance(initializer.array());
  }

  /**
   * Whether a layer's input is added to its output: true for hidden layers after the first, with a
   * residual.
   */
  boolean skips(int layer) {
    return residual.type() != Residual.NONE && layer > 1 && layer <= depth;
  }

  /** The factor on phi(z) of a hidden layer. */
  double branchScale(int layer) {
    return skips(layer) ? residual.type().scale(depth, residual.array()) : 1;
  }

  /** Whether layers just map z to W phi(z) + b, with the weights as drawn. */
  boolean plain() {
    return normalization == Normalization.NONE
        && residual.type() == Residual.NONE
        && !scaledByBatch();
  }

  /** Whether finite-width theory covers it. */
  boolean fluctuates() {
    return plain() && kernel.equals(Kernel.NONE);
  }

  /** Whether its weights are random; mean-field theory covers no others. */
  boolean random() {
    return scaledByBatch() || IntStream.rangeClosed(1, depth + 1).allMatch(l -> sw2(l) > 0);
  }

  /** Why there is no theory for this network; empty if there is one. */
  @Override
  public String gap() {
    if (!random()) {
      return initializer.label() + " draws no random weights";
    }
    if (residual.type() == Residual.REZERO) {
      return "rezero shuts every branch at initialization, so their gradients are 0";
    }
    if (normalization == Normalization.BATCH && sb2() > 0) {
      return "no theory of batch normalization with random biases";
    }
    if (normalization == Normalization.BATCH && activation.type() == Activation.IDENTITY) {
      return "batch normalization never decorrelates the examples of a linear network";
    }
    return "";
  }

  /** Relative fluctuations of each hidden layer of a plain network. */
  List<FiniteWidth.Layer> fluctuations(Recursion layers) {
    boolean orthogonal = initializer.type() == Initializer.ORTHOGONAL;
    List<FiniteWidth.Layer> all = new ArrayList<>();
    for (int layer = 1; layer <= depth; layer++) {
      var field = layers.field(layer + 1);
      all.add(FiniteWidth.Layer.of(field, layers.q(layer), width, orthogonal));
    }
    return all;
  }

  private double variance(int volume, int fanIn, int units) {
    return initializer.type().kernelVariance(volume, fanIn, units, initializer.array());
  }
}
