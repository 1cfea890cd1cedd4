package org.gradientatlas.measure;

/**
 * One training step over all layers. NaN means that there is no value.
 *
 * @param step updates made before this step
 * @param loss mean loss of the batch, before the update
 * @param accuracy share of the batch classified correctly, before the update
 * @param gradL2 Euclidean norm of the batch-mean gradient, weights and biases of all layers
 * @param gradL2Clipped the same after clipping
 * @param clipFraction share of gradient entries that clipping changed
 * @param clipCosine cosine between the gradient and the clipped gradient
 * @param updateRatio mean |update| / mean |weight| over the weights of all layers
 * @param finite whether the loss and every gradient entry are finite
 */
public record StepStats(
    int step,
    double loss,
    double accuracy,
    double gradL2,
    double gradL2Clipped,
    double clipFraction,
    double clipCosine,
    double updateRatio,
    boolean finite)
    implements java.io.Serializable {

  /** A copy with another {@code finite}. */
  public StepStats withFinite(boolean isFinite) {
    return new StepStats(
        step,
        loss,
        accuracy,
        gradL2,
        gradL2Clipped,
        clipFraction,
        clipCosine,
        updateRatio,
        isFinite);
  }

  /** A step that is not recorded: only its loss is known, and whether it is finite. */
  public static StepStats unrecorded(int step, double loss, boolean finite) {
    double none = Double.NaN;
    return new StepStats(step, loss, none, none, none, none, none, none, finite);
  }
}
