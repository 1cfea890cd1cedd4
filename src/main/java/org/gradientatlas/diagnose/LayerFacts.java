package org.gradientatlas.diagnose;

/** A row of the table layers. NaN where the table has null. */
public record LayerFacts(
    int layer, Delta delta, Gradient gradient, Activations activations, Weights weights) {

  /**
   * The derivative of the loss with respect to the pre-activations.
   *
   * @param rms root mean square
   * @param theoryLog10RmsRatio theory's log10 of the ratio of rms to the output layer's
   */
  public record Delta(double rms, double theoryLog10RmsRatio) {}

  /** The entries of the weight gradient. */
  public record Gradient(
      double absMean, double zeroFraction, double subnormalFraction, long nonfiniteCount) {}

  /**
   * The layer's outputs.
   *
   * @param gateSaturatedFraction the greatest saturated fraction of a gate; NaN without gates
   * @param rankResidual what is left of the differences between tokens; NaN without tokens
   */
  public record Activations(
      double mean,
      double sd,
      double saturatedFraction,
      double deadUnitFraction,
      double gateSaturatedFraction,
      double rankResidual) {

    /** Of a layer without gates and tokens. */
    public Activations(double mean, double sd, double saturatedFraction, double deadUnitFraction) {
      this(mean, sd, saturatedFraction, deadUnitFraction, Double.NaN, Double.NaN);
    }
  }

  /**
   * The weights before the update.
   *
   * @param count how many there are
   */
  public record Weights(long count, double l2, double absMax, double updateRatio) {}
}
