package org.gradientatlas.measure;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One layer at one recorded pass. NaN means that there is no value. Gradients are means over the
 * batch, before clipping unless said otherwise; delta is the derivative of one example's loss with
 * respect to the layer's pre-activations, so it does not depend on the batch size.
 *
 * @param gradient of the weights, or of the place's tensor
 * @param stream what passes between blocks
 */
public record LayerStats(
    Place place,
    Forward forward,
    Backward backward,
    GradientStats gradient,
    Clipping clipping,
    Weights weights,
    Stream stream)
    implements Serializable {
  /** A layer that is no block. */
  public LayerStats(
      Place place,
      Forward forward,
      Backward backward,
      GradientStats gradient,
      Clipping clipping,
      Weights weights) {
    this(place, forward, backward, gradient, clipping, weights, Stream.NONE);
  }

  /** Below this share of the greatest |phi'| a unit output counts as saturated. */
  public static final double SATURATED_BELOW = 0.05;

  /**
   * Which layer, at which pass.
   *
   * @param step updates made before; 0 in the probe
   * @param layer 1 to depth for hidden layers, depth + 1 for the output layer; 0 for a projection
   *     of the input before blocks
   * @param tensor which of the layer's tensors; null for a dense layer, whose weights it is, and
   *     for a time step
   * @param timeStep which instant of a recurrent layer, from 1; null for all of them
   */
  public record Place(
      Phase phase,
      int step,
      int layer,
      int fanIn,
      int fanOut,
      @Nullable String tensor,
      @Nullable Integer timeStep)
      implements Serializable {

    /** The weights of a dense layer. */
    public Place(Phase phase, int step, int layer, int fanIn, int fanOut) {
      this(phase, step, layer, fanIn, fanOut, null, null);
    }
  }

  /**
   * What the layer computed, over batch and units.
   *
   * @param activations for the output layer its pre-activations, which the loss takes
   * @param saturatedFraction share of unit outputs where |phi'(z)| is below 5 % of its greatest
   *     value; NaN for the output layer
   * @param deadUnitFraction share of units whose phi'(z), rounded to the trial's precision, is 0 on
   *     every example of the batch; NaN for the output layer
   */
  public record Forward(
      Distribution preactivations,
      Distribution activations,
      double saturatedFraction,
      double deadUnitFraction)
      implements Serializable {
    /** For a tensor that begins no sum. */
    public static final Forward NONE =
        new Forward(Distribution.NONE, Distribution.NONE, Double.NaN, Double.NaN);
  }

  /**
   * Mean and spread of a set of numbers.
   *
   * @param mean mean
   * @param sd standard deviation (population)
   */
  public record Distribution(double mean, double sd) implements Serializable {
    /** Of nothing. */
    public static final Distribution NONE = new Distribution(Double.NaN, Double.NaN);
  }

  /**
   * What the backward pass computed, except the weight gradient, see {@link #gradient}.
   *
   * @param deltaRms root mean square of delta over batch and units
   * @param biasGradientL2 Euclidean norm of the bias gradient; NaN without biases
   * @param jacobianSvMean mean singular value of the layer's Jacobian at initialization, over
   *     examples of the probe; NaN if not measured
   */
  public record Backward(double deltaRms, double biasGradientL2, double jacobianSvMean)
      implements Serializable {

    /** Without a measured Jacobian. */
    public Backward(double deltaRms, double biasGradientL2) {
      this(deltaRms, biasGradientL2, Double.NaN);
    }
  }

  /**
   * The numbers that pass from block to block, after this one.
   *
   * @param rms their root mean square, over batch, tokens and units
   * @param deltaRms root mean square of the loss's derivatives with respect to them
   * @param tokenCosine mean cosine between two different tokens of an example; NaN without tokens
   * @param rankResidual how far an example's tokens are from being one: the norm of their
   *     differences from their mean over the norm of the tokens, mean over examples; NaN without
   *     tokens
   */
  public record Stream(double rms, double deltaRms, double tokenCosine, double rankResidual)
      implements Serializable {
    /** For a layer that is no block. */
    public static final Stream NONE = new Stream(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  /**
   * What clipping did.
   *
   * @param l2 Euclidean norm of the weight gradient after clipping
   * @param fraction share of this layer's gradient entries (weights and biases) that it changed
   */
  public record Clipping(double l2, double fraction) implements Serializable {
    /** For the probe, which does not clip. */
    public static final Clipping NONE = new Clipping(Double.NaN, Double.NaN);
  }

  /**
   * The weights, and the update that the step made to them.
   *
   * @param l2 Euclidean norm before the update
   * @param absMax the greatest |weight| before the update; NaN in the probe
   * @param updateRatio mean |update| / mean |weight|; NaN in the probe and if the step was not
   *     finite, so that no update was made
   */
  public record Weights(double l2, double absMax, double updateRatio) implements Serializable {}

  /** The same with the Jacobian's mean singular value. */
  public LayerStats withJacobian(double svMean) {
    return with(new Backward(backward.deltaRms, backward.biasGradientL2, svMean));
  }

  /** The same with another size of delta. */
  public LayerStats withDeltaRms(double rms) {
    return with(new Backward(rms, backward.biasGradientL2, backward.jacobianSvMean));
  }

  private LayerStats with(Backward other) {
    return new LayerStats(place, forward, other, gradient, clipping, weights, stream);
  }
}
