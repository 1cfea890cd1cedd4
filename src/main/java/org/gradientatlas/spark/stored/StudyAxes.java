package org.gradientatlas.spark.stored;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gradientatlas.axis.ShortLabels;

/**
 * The axes in which the cells of a study can differ. Where all values of an axis are one choice
 * with different parameters, each parameter is an axis of its own, {@code initializer_sw2} or
 * {@code architecture_norm}, and a number is a number.
 */
public final class StudyAxes {
  private final Map<String, ChoiceAxis> split = new HashMap<>();
  private final Map<String, Map<String, String>> shown = new TreeMap<>();

  private StudyAxes() {}

  /** The axes of a study, given all its cells. */
  public static StudyAxes of(Collection<TrialCell> cells) {
    var axes = new StudyAxes();
    for (var labels : values(cells, TrialCell::axes).entrySet()) {
      ChoiceAxis choice = ChoiceAxis.of(labels.getKey(), labels.getValue());
      if (choice != null) {
        axes.split.put(labels.getKey(), choice);
      }
    }
    values(cells, axes::of).forEach((axis, texts) -> axes.shown.put(axis, ShortLabels.of(texts)));
    return axes;
  }

  private static Map<String, Set<String>> values(
      Collection<TrialCell> cells, java.util.function.Function<TrialCell, Map<String, String>> of) {
    var values = new TreeMap<String, Set<String>>();
    for (TrialCell cell : cells) {
      of.apply(cell).forEach((a, v) -> values.computeIfAbsent(a, x -> new TreeSet<>()).add(v));
    }
    return values;
  }

  /** Every axis with the value of a cell, exactly as it was trained. */
  public Map<String, String> of(TrialCell cell) {
    if (split.isEmpty()) {
      return cell.axes();
    }
    var axes = new LinkedHashMap<String, String>();
    cell.axes()
        .forEach(
            (axis, value) -> {
              ChoiceAxis choice = split.get(axis);
              if (choice == null) {
                axes.put(axis, value);
              } else {
                axes.putAll(choice.parameters(value));
              }
            });
    return axes;
  }

  /** The axes with more than one value. */
  public List<String> varying() {
    return shown.entrySet().stream()
        .filter(axis -> axis.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The axes that vary with the values of a cell, as short texts that tell its values apart. */
  public Map<String, String> shown(TrialCell cell) {
    var texts = new LinkedHashMap<String, String>();
    of(cell)
        .forEach(
            (axis, value) -> {
              Map<String, String> all = shown.getOrDefault(axis, Map.of());
              if (all.size() > 1) {
                texts.put(axis, all.getOrDefault(value, value));
              }
            });
    return texts;
  }

  /** The short text of a value. */
  public String shown(String axis, String value) {
    return shown.getOrDefault(axis, Map.of()).getOrDefault(value, value);
  }

  /** The cell without one axis: a key shared by cells that differ only in that axis. */
  public TrialCell without(TrialCell cell, String axis) {
    for (ChoiceAxis choice : split.values()) {
      var rest = new TreeMap<>(choice.parameters(cell.choice(choice.axis())));
      if (rest.remove(axis) != null) {
        rest.putAll(cell.others());
        return new TrialCell(cell.withoutAxis(choice.axis()).columns(), rest);
      }
    }
    return cell.withoutAxis(axis);
  }
}
