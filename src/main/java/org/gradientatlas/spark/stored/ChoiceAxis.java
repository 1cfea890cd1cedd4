package org.gradientatlas.spark.stored;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.Choice;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Label;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Parameter;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.ArchitectureKind;
import org.gradientatlas.axis.architecture.ArchitectureSetting;
import org.gradientatlas.table.schema.ColumnNames;
import org.jspecify.annotations.Nullable;

/** An axis whose values are all one choice, and differ in its parameters. */
record ChoiceAxis(String axis, Function<String, Map<String, String>> settings) {
  private static final Map<String, Choice[]> CHOICES =
      Map.of(
          ColumnNames.INITIALIZER,
          Initializer.values(),
          ColumnNames.ACTIVATION,
          Activation.values(),
          "optimizer",
          Optimizer.values(),
          ColumnNames.RESIDUAL,
          Residual.values(),
          TrialCell.CLIP,
          ClipRule.values());

  /** Null unless all values are one choice with different parameters. */
  static @Nullable ChoiceAxis of(String axis, Collection<String> values) {
    List<String> names = values.stream().map(value -> Label.of(value).name()).distinct().toList();
    if (values.size() < 2 || names.size() > 1) {
      return null;
    }
    if (axis.equals(ColumnNames.ARCHITECTURE)) {
      return new ChoiceAxis(axis, applicable(values));
    }
    return Arrays.stream(CHOICES.getOrDefault(axis, new Choice[0]))
        .filter(choice -> choice.label().equals(names.get(0)))
        .filter(choice -> !choice.parameters().isEmpty())
        .map(choice -> new ChoiceAxis(axis, value -> parameters(choice, value)))
        .findFirst()
        .orElse(null);
  }

  /**
   * The settings of architectures. One that says nothing of an architecture has a value there that
   * others have too, its default if that is one of them, so that architectures can be compared.
   */
  private static Function<String, Map<String, String>> applicable(Collection<String> labels) {
    var stated = new LinkedHashMap<String, SortedSet<String>>();
    for (String label : labels) {
      ArchitectureKind.settings(label)
          .forEach((name, text) -> stated.computeIfAbsent(name, n -> new TreeSet<>()).add(text));
    }
    var fallback = new HashMap<String, String>();
    for (ArchitectureSetting setting :
        ArchitectureKind.ofLabel(labels.iterator().next()).settings()) {
      SortedSet<String> texts = stated.get(setting.name());
      if (texts != null) {
        boolean usual = !setting.positional() && texts.contains(setting.text());
        fallback.put(setting.name(), usual ? setting.text() : texts.first());
      }
    }
    return label -> {
      var all = new LinkedHashMap<>(fallback);
      all.putAll(ArchitectureKind.settings(label));
      return all;
    };
  }

  /**
   * Of each parameter an axis, and the text of a value; what its label leaves out has its default.
   */
  Map<String, String> parameters(String value) {
    var all = new LinkedHashMap<String, String>();
    settings
        .apply(value)
        .forEach((name, text) -> all.put(axis + "_" + name.replace('-', '_'), text));
    return all;
  }

  private static Map<String, String> parameters(Choice choice, String value) {
    List<String> given = Label.of(value).parameters();
    var all = new LinkedHashMap<String, String>();
    for (int i = 0; i < choice.parameters().size(); i++) {
      Parameter parameter = choice.parameters().get(i);
      all.put(
          parameter.name(),
          i < given.size()
              ? given.get(i)
              : Variant.number(Objects.requireNonNull(parameter.fallback())));
    }
    return all;
  }
}
