package org.gradientatlas.axis.architecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradientatlas.axis.Choice;
import org.gradientatlas.axis.Label;

/** The architectures by name, each with its settings. */
@SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records
public enum ArchitectureKind implements Choice {
  /** {@link Dense}. */
  DENSE("dense", List.of()) {
    @Override
    public Architecture of(List<Object> values) {
      return Dense.STACK;
    }
  },

  /** {@link Recurrent}. */
  RECURRENT(
      "recurrent",
      List.of(
          ArchitectureSetting.firstName("cell", Recurrent.Cell.names()),
          ArchitectureSetting.real("forget-bias", 0),
          ArchitectureSetting.whole("truncation", 0, Integer.MAX_VALUE, 0))) {
    @Override
    public Architecture of(List<Object> values) {
      return new Recurrent(
          Recurrent.Cell.named((String) values.get(0)),
          (Double) values.get(1),
          (Integer) values.get(2));
    }
  },

  /** {@link Convolution}. */
  CONVOLUTION(
      "convolution",
      List.of(
          ArchitectureSetting.whole("kernel", 1, 1_000, 3),
          ArchitectureSetting.whole("stride", 1, 1_000, 1),
          ArchitectureSetting.name("padding", List.of("circular", "zero"), "circular"),
          ArchitectureSetting.whole("dimensions", 1, 2, 2),
          ArchitectureSetting.name("readout", List.of("average", "flatten"), "average"))) {
    @Override
    public Architecture of(List<Object> values) {
      return new Convolution(
          (Integer) values.get(0),
          (Integer) values.get(1),
          values.get(2).equals("circular"),
          (Integer) values.get(3),
          values.get(4).equals("average"));
    }
  },

  /** {@link ResidualBlocks}. */
  RESIDUAL_BLOCKS(
      "residual-blocks",
      List.of(
          ArchitectureSetting.name("norm", NormPlace.names(), "pre"),
          ArchitectureSetting.whole("branch", 1, 1_000, 2),
          ArchitectureSetting.name("scale", BranchScale.names(), "one"))) {
    @Override
    public Architecture of(List<Object> values) {
      return new ResidualBlocks(
          NormPlace.named((String) values.get(0)),
          (Integer) values.get(1),
          BranchScale.named((String) values.get(2)));
    }
  },

  /** {@link Transformer}. */
  TRANSFORMER(
      "transformer",
      List.of(
          ArchitectureSetting.whole("heads", 1, 1_000, 1),
          ArchitectureSetting.name("norm", NormPlace.names(), "pre"),
          ArchitectureSetting.whole("mlp", 0, 1_000, 4),
          ArchitectureSetting.flag("skips", true),
          ArchitectureSetting.name("scale", Transformer.SCALES, "one"),
          ArchitectureSetting.name("readout", List.of("average", "last"), "average"),
          ArchitectureSetting.flag("positions", true),
          ArchitectureSetting.flag("causal", false))) {
    @Override
    public Architecture of(List<Object> values) {
      return new Transformer(
          (Integer) values.get(0),
          NormPlace.named((String) values.get(1)),
          (Integer) values.get(2),
          (Boolean) values.get(3),
          BranchScale.named((String) values.get(4)),
          values.get(5).equals("average"),
          (Boolean) values.get(6),
          (Boolean) values.get(7));
    }
  },

  /** {@link OwnModel}. */
  OWN(
      "own",
      List.of(
          ArchitectureSetting.firstText("model"),
          ArchitectureSetting.name("weights", List.of("model", "grid"), "model"),
          ArchitectureSetting.name("activations", List.of("model", "grid"), "model"))) {
    @Override
    public Architecture of(List<Object> values) {
      return new OwnModel(
          (String) values.get(0), values.get(1).equals("grid"), values.get(2).equals("grid"));
    }
  };

  private final String label;
  private final List<ArchitectureSetting> settings;

  ArchitectureKind(String label, List<ArchitectureSetting> settings) {
    this.label = label;
    this.settings = settings;
  }

  /** What a study may set, in the order of labels. */
  public List<ArchitectureSetting> settings() {
    return settings;
  }

  /**
   * The kind of a stored label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ArchitectureKind ofLabel(String label) {
    return Arrays.stream(values())
        .filter(kind -> label.equals(kind.label) || label.startsWith(kind.label + "("))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(label + " is no architecture"));
  }

  /**
   * The settings of a stored label with their texts, in order; those that it leaves out too, but
   * none that say nothing of it.
   */
  public static Map<String, String> settings(String label) {
    var given = new ArrayList<>(Label.of(label).parameters());
    var all = new LinkedHashMap<String, String>();
    for (ArchitectureSetting setting : ofLabel(label).settings) {
      String start = setting.positional() ? "" : setting.name() + "=";
      boolean stated = !given.isEmpty() && given.get(0).startsWith(start);
      String text = stated ? given.remove(0).substring(start.length()) : setting.text();
      all.put(setting.name(), text);
    }
    String cell = all.get("cell");
    if (cell != null && !Recurrent.Cell.named(cell).gated()) {
      all.remove("forget-bias");
    }
    return all;
  }

  /** What the profiles of its networks go over. */
  public Architecture.Profile profile() {
    return switch (this) {
      case RECURRENT -> Architecture.Profile.TIME_STEPS;
      case RESIDUAL_BLOCKS, TRANSFORMER -> Architecture.Profile.BLOCKS;
      case DENSE, CONVOLUTION, OWN -> Architecture.Profile.LAYERS;
    };
  }

  /** The architecture with one value for each setting, of the setting's type. */
  public abstract Architecture of(List<Object> values);

  @Override
  public String label() {
    return label;
  }
}
