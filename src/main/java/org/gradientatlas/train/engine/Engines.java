package org.gradientatlas.train.engine;

import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.train.Engine;
import org.gradientatlas.train.dl4j.Dl4jEngine;
import org.gradientatlas.train.nd4j.network.Nd4jEngine;

/** The engines by name. */
public final class Engines {
  private Engines() {}

  /** The engine of a kind. */
  public static Engine of(EngineKind kind) {
    return switch (kind) {
      case DL4J -> new Dl4jEngine();
      case ND4J -> new Nd4jEngine();
      case DL4J_SPARK -> throw new IllegalArgumentException("jobs/train trains " + kind.label());
    };
  }
}
