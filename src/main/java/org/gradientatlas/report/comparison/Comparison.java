package org.gradientatlas.report.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradientatlas.report.page.MapAxis;

/**
 * Two studies, cell by cell.
 *
 * @param axes those that vary in either study
 * @param settings the keys in which they differ
 * @param cells the shared ones first, then those of one study alone, each in grid order
 */
public record Comparison(
    Compared a,
    Compared b,
    List<MapAxis> axes,
    List<Setting> settings,
    Grounds grounds,
    List<CellPair> cells) {

  /**
   * Compares two studies. A cell of the one is a cell of the other if both have the same values on
   * every axis that varies in either; what is fixed in both to different values is a setting.
   */
  public static Comparison of(Compared a, Compared b) {
    List<String> names = varying(a, b);
    List<Setting> settings = Setting.differing(a.settings(), b.settings());
    Grounds grounds = Grounds.of(a, b, settings, names);
    Pairing pairing = grounds.paired() ? Pairing.BY_REPLICATE : Pairing.INDEPENDENT;
    var ofA = byValues(a, names);
    var ofB = byValues(b, names);
    var places = new LinkedHashSet<>(ofA.keySet());
    places.addAll(ofB.keySet());
    List<CellPair> cells =
        places.stream()
            .map(
                values ->
                    CellPair.of(
                        values,
                        ofA.getOrDefault(values, List.of()),
                        ofB.getOrDefault(values, List.of()),
                        pairing,
                        outcome(grounds.outcome())))
            .sorted(Comparator.comparing(cell -> !cell.isShared()))
            .toList();
    List<MapAxis> axes =
        names.stream()
            .map(name -> MapAxis.of(name, cells.stream().map(c -> c.values().get(name)).toList()))
            .toList();
    return new Comparison(a, b, axes, settings, grounds, cells);
  }

  /** The number of a network that is compared; NaN for none. */
  static ToDoubleFunction<Trained> outcome(Grounds.Outcome outcome) {
    return switch (outcome) {
      case ACCURACY -> Trained::accuracyOrDivergence;
      case LOSS -> Trained::loss;
      case NOTHING -> network -> Double.NaN;
    };
  }

  private static List<String> varying(Compared a, Compared b) {
    var names = new LinkedHashSet<String>();
    Stream.of(a, b)
        .flatMap(study -> study.cells().stream())
        .forEach(cell -> names.addAll(cell.values().keySet()));
    return names.stream()
        .filter(name -> a.values(name).size() > 1 || b.values(name).size() > 1)
        .toList();
  }

  private static Map<Map<String, String>, List<Trained>> byValues(
      Compared study, List<String> names) {
    var all = new LinkedHashMap<Map<String, String>, List<Trained>>();
    for (Compared.Cell cell : study.cells()) {
      Map<String, String> values =
          names.stream()
              .collect(
                  Collectors.toMap(
                      Function.identity(),
                      name -> study.value(cell, name),
                      (x, y) -> x,
                      LinkedHashMap::new));
      all.computeIfAbsent(values, key -> new ArrayList<>()).addAll(cell.networks());
    }
    return all;
  }

  /** Both names, with what tells the directories apart where the names are the same. */
  String title() {
    return nameOfA() + " against " + nameOfB();
  }

  String nameOfA() {
    return called(a, b);
  }

  String nameOfB() {
    return called(b, a);
  }

  private static String called(Compared study, Compared other) {
    if (!study.name().equals(other.name())) {
      return study.name();
    }
    String last = last(study.directory());
    boolean apart = !last.equals(last(other.directory()));
    return "%s (%s)".formatted(study.name(), apart ? last : study.directory());
  }

  private static String last(String directory) {
    return directory.replaceFirst("/+$", "").replaceFirst(".*/", "");
  }

  /** The cells that both studies have. */
  List<CellPair> shared() {
    return cells.stream().filter(CellPair::isShared).toList();
  }

  /** Why there is nothing to compare: no cell is in both. Empty if one is. */
  public String obstacle() {
    if (!shared().isEmpty()) {
      return "";
    }
    String apart =
        axes.stream()
            .map(MapAxis::name)
            .filter(axis -> a.values(axis).stream().noneMatch(b.values(axis)::contains))
            .map(
                axis ->
                    "%s is %s in the first and %s in the second"
                        .formatted(axis, list(a.values(axis)), list(b.values(axis))))
            .collect(Collectors.joining("; "));
    String why =
        apart.isEmpty() ? "no combination of %s is in both".formatted(list(names())) : apart;
    return "%s and %s have no cell in common: %s.".formatted(a.directory(), b.directory(), why);
  }

  private Set<String> names() {
    return axes.stream().map(MapAxis::name).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private String list(Set<String> values) {
    // Numbers in their order, as on an axis.
    return String.join(", ", MapAxis.of("", values).values());
  }
}
