package org.gradientatlas.train.nd4j;

import org.gradientatlas.measure.GradientStats;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.InitialWeights;
import org.jspecify.annotations.Nullable;

/** One dense layer: its tensors, and its part in a pass. */
final class Layer {
  final Tensor weights;
  final Tensor weightGradient;
  private final int number;
  private final boolean hidden;
  private final Kernels kernels;
  private final PlainKernels plain;
  private final @Nullable Tensor bias;
  private final @Nullable Tensor biasGradient;
  private final Tensor preactivations;
  private final Tensor activations;
  private final Tensor deltas;
  private final Tensor weightState;
  private final Tensor biasState;
  private final Sums.Forward forward = new Sums.Forward();
  private final Sums.Update ofWeights = new Sums.Update();
  private final Sums.Update ofBiases = new Sums.Update();
  private double greatestPreactivation;
  private double greatestDelta;
  private boolean finite;

  /**
   * @param weightGradient where the weight gradient goes; layers of one shape may share it
   */
  Layer(Trial trial, int number, KernelPair kernels, Arena arena, Tensor weightGradient) {
    int fanIn = weightGradient.rows();
    int fanOut = weightGradient.columns();
    int batch = trial.batchSize();
    int slots = trial.optimizer().type().slots();
    this.number = number;
    this.hidden = number <= trial.depth();
    this.kernels = kernels.fast();
    this.plain = kernels.plain();
    this.weights = arena.take(fanIn, fanOut);
    this.weightGradient = weightGradient;
    this.weightState = arena.take(slots, fanIn * fanOut);
    this.bias = trial.bias() ? arena.take(1, fanOut) : null;
    this.biasGradient = trial.bias() ? arena.take(1, fanOut) : null;
    this.biasState = arena.take(slots, fanOut);
    this.preactivations = arena.take(batch, fanOut);
    this.activations =
        hidden && this.kernels.readsPreactivations() ? arena.take(batch, fanOut) : preactivations;
    this.deltas = arena.take(batch, fanOut);
    double[] initial = InitialWeights.of(trial, number, fanIn, fanOut);
    for (int i = 0; i < initial.length; i++) {
      weights.set(i, initial[i]);
    }
    if (bias != null) {
      double[] biases = InitialWeights.biases(trial, number, fanOut);
      for (int i = 0; i < fanOut; i++) {
        bias.set(i, biases[i]);
      }
    }
  }

  Tensor activations() {
    return activations;
  }

  Tensor deltas() {
    return deltas;
  }

  void forward(Tensor input, int batch, boolean record) {
    Sums.@Nullable Forward sums = record ? forward : null;
    preactivations.exponent(0);
    Products.forward(input, weights, preactivations, batch);
    greatestPreactivation = kernels.activate(preactivations, bias, activations, batch, sums);
    if (Double.isNaN(greatestPreactivation)) {
      // Fast loops may lose a NaN on its way; the plain ones hand it on.
      Products.forward(input, weights, preactivations, batch);
      plain.activate(preactivations, bias, activations, batch, sums);
    }
  }

  /** From dLoss/da, which stands in the deltas, to delta and the bias gradient. */
  void differentiate(int batch) {
    if (biasGradient != null) {
      biasGradient.exponent(deltas.exponent());
    }
    Tensor point = kernels.readsPreactivations() ? preactivations : activations;
    greatestDelta = kernels.differentiate(deltas, point, biasGradient, batch);
  }

  /** Leaves dLoss/da of the layer below in that layer's deltas. */
  void passDown(Layer below, int batch) {
    below.deltas.exponent(Scaling.exponentBelow(deltas, greatestDelta));
    Products.backward(deltas, weights, below.deltas, batch);
  }

  /**
   * The weight gradient, from what the layer saw.
   *
   * @param greatestInput a bound on its input
   */
  void gradient(Tensor input, double greatestInput, int batch) {
    int size = Math.getExponent(greatestDelta * greatestInput) - deltas.exponent();
    if (Scaling.vanishes(deltas.precision(), size)) {
      weightGradient.clear();
    } else {
      weightGradient.exponent(Scaling.gradientExponent(input, deltas, size));
      Products.gradient(input, deltas, weightGradient, batch);
    }
  }

  /** Stores activations that vanish times a power of two, for the products that read them. */
  void lift(int batch) {
    int exponent = Scaling.inputExponent(activationBound());
    if (activations.exponent() == 0 && exponent != 0) {
      kernels.scale(activations, exponent, batch);
    }
  }

  /** Undoes {@link #lift}, exactly: slopes are taken from the activations themselves. */
  void lower(int batch) {
    if (activations.exponent() != 0) {
      kernels.scale(activations, -activations.exponent(), batch);
    }
  }

  /** A bound on the size of what {@link #gradient} adds up, given one on the input's entries. */
  double gradientBound(double input, int batch) {
    return batch * Math.max(1, input) * greatestDelta;
  }

  /** A bound on the activations' size, by the greatest slope. */
  double activationBound() {
    return plain.bound(greatestPreactivation);
  }

  /** The squared norm of the gradient, weights and biases together. */
  double gradientSquares() {
    double squares = kernels.squares(weightGradient, weightGradient.rows());
    return biasGradient == null ? squares : squares + kernels.squares(biasGradient, 1);
  }

  boolean gradientIsFinite() {
    return PlainKernels.finite(weightGradient)
        && (biasGradient == null || PlainKernels.finite(biasGradient));
  }

  void update(Change change) {
    kernels.update(weights, weightGradient, weightState, change, null);
    if (bias != null && biasGradient != null) {
      kernels.update(bias, biasGradient, biasState, change, null);
    }
  }

  /** Updates as {@link #update} does, and adds up what it did. */
  void measuredUpdate(Change change, StepSums step) {
    finite = true;
    ofWeights.reset();
    ofBiases.reset();
    ofWeights.gradient = kernels.measure(weightGradient);
    kernels.update(weights, weightGradient, weightState, change, ofWeights);
    if (bias != null && biasGradient != null) {
      kernels.update(bias, biasGradient, biasState, change, ofBiases);
    }
    step.add(ofWeights, ofBiases, entries());
  }

  /** What {@link #measuredUpdate} adds up, but the parameters stay and the update is NaN. */
  void measuredStandstill(Change change, StepSums step) {
    finite = false;
    ofWeights.reset();
    ofBiases.reset();
    plain.measureClipping(weights, weightGradient, change, ofWeights);
    if (bias != null && biasGradient != null) {
      plain.measureClipping(bias, biasGradient, change, ofBiases);
    }
    step.add(ofWeights, ofBiases, entries());
  }

  private int entries() {
    return weights.size() + (bias == null ? 0 : bias.size());
  }

  /** The row of a probe, whose forward pass was recorded. */
  LayerStats probeRow(int batch) {
    double none = Double.NaN;
    ofWeights.reset();
    ofWeights.squares = kernels.squares(weights, weights.rows());
    finite = gradientIsFinite();
    return row(Phase.PROBE, 0, batch, none, none, none);
  }

  /** The row of a step, after {@link #measuredUpdate} or {@link #measuredStandstill}. */
  LayerStats trainRow(int step, int batch) {
    return row(
        Phase.TRAIN,
        step,
        batch,
        Math.sqrt(ofWeights.clippedSquares),
        (ofWeights.changed + ofBiases.changed) / (double) entries(),
        ofWeights.updates / ofWeights.sizes);
  }

  private LayerStats row(
      Phase phase, int step, int batch, double clippedL2, double clipFraction, double updateRatio) {
    int units = deltas.columns();
    int outputs = batch * units;
    return new LayerStats(
        phase,
        step,
        number,
        weights.rows(),
        units,
        Math.sqrt(kernels.squares(deltas, batch) / outputs),
        gradientStats(),
        biasGradient == null ? Double.NaN : Math.sqrt(kernels.squares(biasGradient, 1)),
        clippedL2,
        clipFraction,
        forward.preactivations.mean(),
        forward.preactivations.sd(),
        forward.activations.mean(),
        forward.activations.sd(),
        hidden ? forward.saturated / (double) outputs : Double.NaN,
        hidden ? forward.deadUnits / (double) units : Double.NaN,
        Math.sqrt(ofWeights.squares),
        updateRatio);
  }

  private GradientStats gradientStats() {
    GradientStats known = ofWeights.gradient;
    return known == null ? (finite ? kernels : plain).measure(weightGradient) : known;
  }
}
