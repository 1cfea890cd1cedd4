package org.gradientatlas.train.nd4j.network;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.InitialWeights;
import org.gradientatlas.train.nd4j.kernel.KernelPair;
import org.gradientatlas.train.nd4j.kernel.LayerKernels;
import org.gradientatlas.train.nd4j.kernel.LayerSums;
import org.gradientatlas.train.nd4j.kernel.PlainKernels;
import org.gradientatlas.train.nd4j.kernel.StepUpdate;
import org.gradientatlas.train.nd4j.memory.Arena;
import org.gradientatlas.train.nd4j.memory.ExponentPolicy;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.product.Products;
import org.jspecify.annotations.Nullable;

/** One dense layer: its tensors, and its part in a pass. */
final class Layer {
  private final LayerKernels kernels;
  private final PlainKernels plain;
  private final Parameters weights;
  private final @Nullable Parameters bias;

  /** All of them, the weights first. */
  private final List<Parameters> parameters = new ArrayList<>();

  private final Tensor preactivations;
  private final Tensor activations;
  private final Tensor deltas;
  private final @Nullable Normalizer normalizer;
  private final @Nullable ResidualBranch skip;

  /** Whether what vanishes may stay stored times a power of two. */
  private final boolean faint;

  private boolean lifted;

  /** dLoss/du, u = a W: the deltas, unless something is normalized in between. */
  private final Tensor sensitivities;

  private final LayerSums.Forward forward = new LayerSums.Forward();
  private double greatestPreactivation;
  private boolean recorded;
  private double greatestDelta;
  private double deltaSquares;
  private double greatestSensitivity;
  private final LayerRows rows;

  /**
   * @param weightGradient where the weight gradient goes; layers of one shape may share it
   */
  Layer(
      Trial trial,
      int number,
      InitialWeights initial,
      KernelPair kernels,
      Arena arena,
      Tensor weightGradient) {
    int fanOut = weightGradient.columns();
    int batch = trial.descent().batchSize();
    int slots = trial.descent().optimizer().type().slots();
    boolean hidden = number <= trial.network().depth();
    this.kernels = kernels.fast();
    this.plain = kernels.plain();
    UnitClipper units = hidden ? UnitClipper.of(trial.descent().clip(), fanOut) : null;
    this.weights = learned(new Parameters(arena, weightGradient, slots, units));
    this.bias =
        trial.network().bias()
            ? learned(new Parameters(arena, arena.take(1, fanOut), slots, units))
            : null;
    this.preactivations = arena.take(batch, fanOut);
    this.activations =
        hidden && this.kernels.readsPreactivations() ? arena.take(batch, fanOut) : preactivations;
    this.deltas = arena.take(batch, fanOut);
    this.normalizer = hidden ? Normalizer.of(trial, this.kernels, arena, units) : null;
    this.sensitivities = normalizer == null ? deltas : normalizer.byInput();
    if (normalizer != null) {
      parameters.add(normalizer.gain);
    }
    this.skip = hidden && number > 1 ? ResidualBranch.of(trial, this.kernels, arena, units) : null;
    if (skip != null && skip.learned() != null) {
      parameters.add(skip.learned());
    }
    this.faint =
        hidden
            && bias == null
            && normalizer == null
            && trial.network().residual().type() == Residual.NONE
            && this.kernels.takesFaint();
    this.rows = new LayerRows(number, hidden, kernels, weights, bias, parameters);
    weights.set(initial.weights(number));
    if (bias != null) {
      bias.set(initial.biases(number));
    }
  }

  private Parameters learned(Parameters some) {
    parameters.add(some);
    return some;
  }

  /** What the layer above reads. */
  Tensor outputs() {
    return skip == null ? activations : skip.outputs();
  }

  Tensor deltas() {
    return deltas;
  }

  /**
   * Computes the outputs.
   *
   * @param below null for the first layer
   */
  void forward(Tensor input, @Nullable Layer below, int batch, Pass pass) {
    LayerSums.@Nullable Forward sums = pass == Pass.RECORDED ? forward : null;
    recorded = sums != null;
    lifted = false;
    int exponent = faint && below != null ? below.exponentAbove() : 0;
    greatestPreactivation = activate(input, exponent, batch, pass, sums);
    if (exponent != 0 && greatestPreactivation > ExponentPolicy.LINEAR) {
      greatestPreactivation = activate(input, 0, batch, pass, sums);
    }
    if (Double.isNaN(greatestPreactivation)) {
      // Fast loops may lose a NaN on its way; the plain ones hand it on.
      sum(input, 0, batch, pass);
      plain.activate(preactivations, shift(), activations, batch, sums);
    }
    if (skip != null) {
      skip.forward(input, activations, batch, sums == null ? null : sums.activations);
    }
  }

  private double activate(
      Tensor input, int exponent, int batch, Pass pass, LayerSums.@Nullable Forward sums) {
    sum(input, exponent, batch, pass);
    return kernels.activate(preactivations, shift(), activations, batch, sums);
  }

  private int exponentAbove() {
    return ExponentPolicy.exponentAbove(outputs(), Math.scalb(outputBound(), outputs().exponent()));
  }

  /** The pre-activations without the bias, stored times a power of two. */
  private void sum(Tensor input, int exponent, int batch, Pass pass) {
    // Normalization may lift what vanishes, so it wants all the digits.
    int wanted = normalizer == null ? exponent : input.exponent();
    preactivations.exponent(Math.max(wanted, input.exponent() - ExponentPolicy.GREATEST_STEP));
    Products.forward(input, weights.values, preactivations, batch);
    if (preactivations.exponent() != wanted) {
      kernels.scale(preactivations, wanted - preactivations.exponent(), batch);
    }
    if (normalizer != null && pass == Pass.EVALUATION) {
      normalizer.evaluate(preactivations, batch);
    } else if (normalizer != null) {
      normalizer.forward(preactivations, batch);
    }
    preactivations.exponent(exponent);
  }

  /** The batch of the last pass is one that running averages are taken over. */
  void remember() {
    if (normalizer != null) {
      normalizer.remember();
    }
  }

  private @Nullable Tensor shift() {
    return bias == null ? null : bias.values;
  }

  /**
   * From dLoss/da, which stands in the deltas, to delta, the gradients of all but the weights, and
   * dLoss/da of the layer below.
   *
   * @param below null for the first layer
   */
  void backward(@Nullable Layer below, int batch) {
    double skipped =
        skip == null || below == null ? 0 : skip.backward(deltas, activations, below.deltas, batch);
    differentiate(batch);
    greatestSensitivity = normalizer == null ? greatestDelta : normalizer.backward(deltas, batch);
    if (below != null) {
      int exponent =
          ExponentPolicy.exponentBelow(sensitivities, Math.max(skipped, greatestSensitivity));
      passDown(below.deltas, exponent, batch);
    }
  }

  private void differentiate(int batch) {
    Tensor biasGradient = bias == null ? null : bias.gradient;
    if (biasGradient != null) {
      biasGradient.exponent(deltas.exponent());
    }
    Tensor point = kernels.readsPreactivations() ? preactivations : activations;
    greatestDelta = kernels.differentiate(deltas, point, biasGradient, batch);
    if (recorded) {
      // Now, while they are in the first cache.
      deltaSquares = kernels.squares(deltas, batch);
    }
  }

  private void passDown(Tensor below, int exponent, int batch) {
    if (skip == null) {
      below.exponent(exponent);
    } else if (below.exponent() != exponent) {
      kernels.scale(below, exponent - below.exponent(), batch);
    }
    Products.backward(sensitivities, weights.values, below, batch, skip == null ? 0 : 1);
  }

  /**
   * The weight gradient, from what the layer saw.
   *
   * @param greatestInput a bound on its input
   */
  void gradient(Tensor input, double greatestInput, int batch) {
    int size = Math.getExponent(greatestSensitivity * greatestInput) - sensitivities.exponent();
    Tensor weightGradient = weights.gradient;
    if (ExponentPolicy.vanishes(sensitivities.precision(), size)) {
      weightGradient.clear();
    } else {
      weightGradient.exponent(ExponentPolicy.gradientExponent(input, sensitivities, size));
      Products.gradient(input, sensitivities, weightGradient, batch);
    }
  }

  /** Stores outputs that vanish times a power of two, for the products that read them. */
  void lift(int batch) {
    int exponent = ExponentPolicy.inputExponent(outputBound());
    if (outputs().exponent() == 0 && exponent != 0) {
      kernels.scale(outputs(), exponent, batch);
      lifted = true;
    }
  }

  /** Undoes {@link #lift}, exactly: slopes are taken from the activations themselves. */
  void lower(int batch) {
    if (lifted) {
      kernels.scale(outputs(), -outputs().exponent(), batch);
      lifted = false;
    }
  }

  /** A bound on the size of what gradients add up, given one on the input's entries. */
  double gradientBound(double input, int batch) {
    double bound = batch * Math.max(1, input) * greatestSensitivity;
    if (normalizer != null) {
      bound = Math.max(bound, batch * greatestDelta * Math.sqrt(normalizer.groupSize(batch)));
    }
    return skip == null ? bound : Math.max(bound, skip.greatestGradient());
  }

  /** A bound on the outputs' size, by the greatest slope. */
  double outputBound() {
    return skip == null ? plain.bound(greatestPreactivation) : skip.greatest();
  }

  /** The squared norm of the gradient, all parameters together. */
  double gradientSquares() {
    double squares = 0;
    for (Parameters some : parameters) {
      squares += some.gradientSquares(kernels);
    }
    return squares;
  }

  boolean gradientIsFinite() {
    return parameters.stream().allMatch(Parameters::gradientIsFinite);
  }

  void update(StepUpdate change) {
    for (Parameters some : parameters) {
      some.update(kernels, change);
    }
  }

  /** Updates as {@link #update} does, and adds up what it did. */
  void measuredUpdate(StepUpdate change, StepSums step) {
    rows.measuredUpdate(change, step);
  }

  /** What {@link #measuredUpdate} adds up, but the parameters stay and the update is NaN. */
  void measuredStandstill(StepUpdate change, StepSums step) {
    rows.measuredStandstill(change, step);
  }

  /** The row of a probe, whose forward pass was recorded. */
  LayerStats probeRow(int batch) {
    return rows.probeRow(forward, deltaSquares, batch);
  }

  /** The row of a step, after {@link #measuredUpdate} or {@link #measuredStandstill}. */
  LayerStats trainRow(int step, int batch) {
    return rows.trainRow(step, forward, deltaSquares, batch);
  }
}
