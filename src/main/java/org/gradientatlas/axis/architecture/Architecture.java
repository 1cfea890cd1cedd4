package org.gradientatlas.axis.architecture;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Label;

/**
 * What a network repeats, and how: a value of an axis. Everything that goes by layers asks {@link
 * #sites}.
 */
public sealed interface Architecture extends Serializable
    permits Dense, Recurrent, Convolution, ResidualBlocks, Transformer, OwnModel {

  /** What the rows of a trial's profile go over, from the input to the loss. */
  enum Profile {
    /** The layers, by delta. */
    LAYERS("layer"),

    /** The time steps of the last recurrent layer, by delta. */
    TIME_STEPS("time_step"),

    /** The blocks, by the derivative with respect to the stream between them. */
    BLOCKS("layer");

    private final String label;

    Profile(String label) {
      this.label = label;
    }

    /** The column that counts them. */
    public String label() {
      return label;
    }
  }

  /** Its name and its settings. */
  ArchitectureKind kind();

  /** One value for each of the kind's settings, in their order. */
  List<Object> values();

  /**
   * Its layers, from the input to the output.
   *
   * @throws IllegalArgumentException if it takes no such input; {@link #refusal} says why
   */
  List<LayerSite> sites(NetworkSize size);

  /** Why it takes no input of this shape; empty if it does. */
  Optional<String> refusal(InputShape input);

  /** Why its settings go neither together nor with this many units; empty if they do. */
  default Optional<String> misfit(int width) {
    return Optional.empty();
  }

  /** What its profile goes over. */
  default Profile profile() {
    return kind().profile();
  }

  /**
   * The activation that it brings, in the place of the grid's; the identity if it has none. Empty
   * if the grid's counts.
   */
  default Optional<Activation> ownActivation() {
    return Optional.empty();
  }

  /** Whether an engine trains it. */
  default boolean isTrainedBy(EngineKind engine) {
    return engine == EngineKind.ND4J;
  }

  /** Whether its targets may be several, one a time step. */
  default boolean takesSteps() {
    return false;
  }

  /** Whether it has recurrent weights, so that the input initializer counts. */
  default boolean recurrent() {
    return false;
  }

  /**
   * The canonical text: the name, and in parentheses the settings that differ from their defaults.
   * It is part of tables and trial ids, so a default must never change.
   */
  default String label() {
    List<ArchitectureSetting> settings = kind().settings();
    var shown = new ArrayList<String>();
    for (int i = 0; i < settings.size(); i++) {
      ArchitectureSetting setting = settings.get(i);
      Object value = values().get(i);
      if (setting.positional()) {
        shown.add(ArchitectureSetting.text(value));
      } else if (!value.equals(setting.fallback())) {
        shown.add(setting.name() + "=" + ArchitectureSetting.text(value));
      }
    }
    return new Label(kind().label(), shown).toString();
  }
}
