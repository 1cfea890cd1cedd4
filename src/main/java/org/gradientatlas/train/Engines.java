package org.gradientatlas.train;

import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.train.dl4j.Dl4jEngine;

/** The engines by name. */
public final class Engines {
  private Engines() {}

  /**
   * The engine of that kind.
   *
   * @throws IllegalArgumentException if this build has none
   */
  public static Engine of(EngineKind kind) {
    return switch (kind) {
      case DL4J -> new Dl4jEngine();
      case ND4J ->
          throw new IllegalArgumentException(
              "training.engine = nd4j is not in this build; use training.engine = dl4j");
    };
  }
}
