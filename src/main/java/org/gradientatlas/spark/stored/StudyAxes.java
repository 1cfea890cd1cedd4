package org.gradientatlas.spark.stored;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gradientatlas.axis.ShortLabels;
import org.gradientatlas.axis.architecture.ArchitectureKind;
import org.gradientatlas.axis.architecture.OwnModel;
import org.gradientatlas.table.schema.ColumnNames;

/**
 * The axes in which the cells of a study can differ. Where all values of an axis are one choice
 * with different parameters, each parameter is an axis of its own, {@code initializer_sw2} or
 * {@code architecture_norm}, and a number is a number. What another axis says already is no axis:
 * whether the weights of an own model are the grid's, the form of the data that each architecture
 * takes, and the activation of a recurrent cell.
 */
public final class StudyAxes {
  private static final String DATA_FORM = "data_as";

  private final Map<String, ChoiceAxis> split = new HashMap<>();
  private final Map<String, Map<String, String>> shown = new TreeMap<>();

  /** The axes that the architecture says. */
  private final List<String> implied = new ArrayList<>();

  private StudyAxes() {}

  /** The axes of a study, given all its cells. */
  public static StudyAxes of(Collection<TrialCell> cells) {
    var axes = new StudyAxes();
    if (isFormImplied(cells)) {
      axes.implied.add(DATA_FORM);
    }
    if (cells.stream().allMatch(StudyAxes::isRecurrent)) {
      axes.implied.add(ColumnNames.ACTIVATION);
    }
    for (var labels : values(cells, cell -> axes.told(cell).axes()).entrySet()) {
      ChoiceAxis choice = ChoiceAxis.of(labels.getKey(), labels.getValue());
      if (choice != null) {
        axes.split.put(labels.getKey(), choice);
      }
    }
    values(cells, axes::of).forEach((axis, texts) -> axes.shown.put(axis, ShortLabels.of(texts)));
    return axes;
  }

  private static boolean isFormImplied(Collection<TrialCell> cells) {
    var forms = new HashMap<String, Set<String>>();
    for (TrialCell cell : cells) {
      String form = cell.others().getOrDefault(DATA_FORM, "");
      forms
          .computeIfAbsent(cell.text(ColumnNames.ARCHITECTURE), label -> new HashSet<>())
          .add(form);
    }
    return forms.size() > 1 && forms.values().stream().allMatch(form -> form.size() == 1);
  }

  /** A recurrent cell has an activation of its own. */
  private static boolean isRecurrent(TrialCell cell) {
    return cell.text(ColumnNames.ARCHITECTURE).startsWith(ArchitectureKind.RECURRENT.label() + "(");
  }

  /** A cell without what another axis says already. */
  private TrialCell told(TrialCell cell) {
    String architecture = cell.text(ColumnNames.ARCHITECTURE);
    String label = OwnModel.withoutDraws(architecture);
    TrialCell told = cell;
    for (String axis : implied) {
      boolean has = !axis.equals(DATA_FORM) || told.others().containsKey(axis);
      told = has ? told.withoutAxis(axis) : told;
    }
    return label.equals(architecture) ? told : told.with(ColumnNames.ARCHITECTURE, label);
  }

  private static Map<String, Set<String>> values(
      Collection<TrialCell> cells, java.util.function.Function<TrialCell, Map<String, String>> of) {
    var values = new TreeMap<String, Set<String>>();
    for (TrialCell cell : cells) {
      of.apply(cell).forEach((a, v) -> values.computeIfAbsent(a, x -> new TreeSet<>()).add(v));
    }
    return values;
  }

  /** Every axis with the value of a cell, with all digits. */
  public Map<String, String> of(TrialCell cell) {
    Map<String, String> told = told(cell).axes();
    if (split.isEmpty()) {
      return told;
    }
    var axes = new LinkedHashMap<String, String>();
    told.forEach(
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
  public TrialCell without(TrialCell whole, String axis) {
    TrialCell cell = told(whole);
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
