package org.gradientatlas.measure;

/**
 * One layer at one recorded pass. NaN means that there is no value. Gradients are means over the
 * batch, before clipping unless said otherwise; delta is the derivative of one example's loss by
 * the layer's pre-activations, so it does not depend on the batch size.
 *
 * @param layer 1 to depth for hidden layers, depth + 1 for the output layer
 * @param deltaRms root mean square of delta over batch and units
 * @param gradient the weight gradient
 * @param gradBL2 Euclidean norm of the bias gradient; NaN without biases
 * @param gradWL2Clipped Euclidean norm of the weight gradient after clipping; NaN in the probe
 * @param clipFraction share of this layer's gradient entries (weights and biases) that clipping
 *     changed; NaN in the probe
 * @param preactMean mean of the pre-activations over batch and units
 * @param preactSd their standard deviation (population)
 * @param actMean mean of the activations; the output layer's are its pre-activations, since the
 *     loss takes those
 * @param actSd their standard deviation (population)
 * @param saturatedFraction share of unit outputs where |phi'(z)| is below 5 % of its greatest
 *     value; NaN for the output layer
 * @param deadUnitFraction share of units whose phi'(z), rounded to the trial's precision, is 0 on
 *     every example of the batch; NaN for the output layer
 * @param weightL2 Euclidean norm of the weights before the update
 * @param weightAbsMax the greatest |weight| before the update; NaN in the probe
 * @param updateRatio mean |update| / mean |weight|, of the weights; NaN in the probe and where the
 *     step was not finite, so that no update was made
 * @param jacobianSvMean mean singular value of the layer's Jacobian at initialization, over
 *     examples of the probe; NaN where it was not measured
 */
public record LayerStats(
    Phase phase,
    int step,
    int layer,
    int fanIn,
    int fanOut,
    double deltaRms,
    GradientStats gradient,
    double gradBL2,
    double gradWL2Clipped,
    double clipFraction,
    double preactMean,
    double preactSd,
    double actMean,
    double actSd,
    double saturatedFraction,
    double deadUnitFraction,
    double weightL2,
    double weightAbsMax,
    double updateRatio,
    double jacobianSvMean)
    implements java.io.Serializable {

  /** Below this share of the greatest |phi'| a unit output counts as saturated. */
  public static final double SATURATED_BELOW = 0.05;

  /** The same with the Jacobian's mean singular value. */
  public LayerStats withJacobian(double svMean) {
    return new LayerStats(
        phase,
        step,
        layer,
        fanIn,
        fanOut,
        deltaRms,
        gradient,
        gradBL2,
        gradWL2Clipped,
        clipFraction,
        preactMean,
        preactSd,
        actMean,
        actSd,
        saturatedFraction,
        deadUnitFraction,
        weightL2,
        weightAbsMax,
        updateRatio,
        svMean);
  }
}
