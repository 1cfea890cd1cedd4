package org.gradientatlas.axis.architecture;

import java.util.List;
import java.util.Optional;
import org.gradientatlas.axis.EngineKind;

/**
 * A network of the user's, in a file that Deeplearning4j reads.
 *
 * @param model path or address of the file as the study has it
 * @param gridWeights whether the grid's initializer draws its weights; as in the file otherwise
 * @param gridActivations whether the grid's activation replaces those of its hidden layers
 * @param file where it is: {@code model}, resolved against the study's folder. It is no part of
 *     labels and trial ids
 */
public record OwnModel(String model, boolean gridWeights, boolean gridActivations, String file)
    implements Architecture {
  /** The value of a setting that leaves what the file says; also what tables then say. */
  public static final String OF_MODEL = "model";

  /** Before its path is resolved. */
  OwnModel(String model, boolean gridWeights, boolean gridActivations) {
    this(model, gridWeights, gridActivations, model);
  }

  /**
   * A stored label without what the columns initializer and activation say too: whether it is the
   * grid that gives them.
   */
  public static String withoutDraws(String label) {
    return label.startsWith(ArchitectureKind.OWN.label() + "(")
        ? label.replaceFirst("(,weights=grid)?(,activations=grid)?\\)$", ")")
        : label;
  }

  /** The same in a file at another place. */
  public OwnModel at(String place) {
    return new OwnModel(model, gridWeights, gridActivations, place);
  }

  @Override
  public ArchitectureKind kind() {
    return ArchitectureKind.OWN;
  }

  @Override
  public List<Object> values() {
    return List.of(model, gridWeights ? "grid" : OF_MODEL, gridActivations ? "grid" : OF_MODEL);
  }

  @Override
  public List<LayerSite> sites(NetworkSize size) {
    throw new IllegalArgumentException("the layers of " + model + " are in its file");
  }

  @Override
  public Optional<String> refusal(InputShape input) {
    return Optional.empty();
  }

  @Override
  public boolean isTrainedBy(EngineKind engine) {
    return engine != EngineKind.ND4J;
  }
}
