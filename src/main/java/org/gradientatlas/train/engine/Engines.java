package org.gradientatlas.train.engine;

import java.util.Map;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.train.Engine;
import org.gradientatlas.train.ModelFile;
import org.gradientatlas.train.dl4j.Dl4jEngine;
import org.gradientatlas.train.nd4j.network.Nd4jEngine;

/** The engines by name. */
public final class Engines {
  private Engines() {}

  /** The engine of a kind, for networks of ours. */
  public static Engine of(EngineKind kind) {
    return of(kind, Map.of());
  }

  /**
   * The engine of a kind, for networks of the user's too.
   *
   * @param models by {@link org.gradientatlas.axis.architecture.OwnModel#file}
   */
  public static Engine of(EngineKind kind, Map<String, ModelFile> models) {
    return switch (kind) {
      case DL4J -> new Dl4jEngine(models);
      case ND4J -> new Nd4jEngine();
      case DL4J_SPARK -> throw new IllegalArgumentException("jobs/train trains " + kind.label());
    };
  }
}
