package org.gradientatlas.axis;

/** Which implementation trains a network. All agree on every number, up to rounding. */
public enum EngineKind implements Choice {
  /** ND4J's tensors and BLAS with our own fused loops: the fast one. */
  ND4J("nd4j"),
  /** Deeplearning4j's MultiLayerNetwork: the reference. */
  DL4J("dl4j"),
  /** Deeplearning4j Spark: several workers train one network and average their parameters. */
  DL4J_SPARK("dl4j-spark");

  private final String label;

  EngineKind(String label) {
    this.label = label;
  }

  /** Whether the engine supports a normalization. */
  public boolean has(Normalization normalization) {
    return this == ND4J || normalization == Normalization.NONE;
  }

  /** Whether the engine supports a kind of skip connection. */
  public boolean has(Residual residual) {
    return this == ND4J || residual == Residual.NONE;
  }

  @Override
  public String label() {
    return label;
  }
}
