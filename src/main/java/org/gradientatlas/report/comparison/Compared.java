package org.gradientatlas.report.comparison;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One of two studies that are compared.
 *
 * @param name of the study
 * @param directory where it is
 * @param settings every key of the study
 * @param digests of its data files, by name
 * @param kernels the BLAS kernels that it was trained with
 * @param cells its cells, in grid order
 */
public record Compared(
    String name,
    String directory,
    SortedMap<String, String> settings,
    Map<String, String> digests,
    List<String> kernels,
    List<Cell> cells) {

  /** Stands for the value of an axis that a study does not have. */
  private static final String ABSENT = "-";

  /**
   * A cell.
   *
   * @param values its value on every axis, by axis
   * @param networks its replicates
   */
  public record Cell(Map<String, String> values, List<Trained> networks) {}

  /** How many networks there are. */
  public int networks() {
    return cells.stream().mapToInt(cell -> cell.networks().size()).sum();
  }

  /** Whether any network ended with an accuracy. */
  boolean classifies() {
    return cells.stream()
        .flatMap(cell -> cell.networks().stream())
        .anyMatch(network -> !Double.isNaN(network.accuracy()));
  }

  /** The value of a key; empty for none. */
  String setting(String key) {
    return settings.getOrDefault(key, "");
  }

  /** The values of an axis over all cells. */
  Set<String> values(String axis) {
    return cells.stream()
        .map(cell -> value(cell, axis))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The value of a cell; an axis that only another study varies has one in the settings. */
  String value(Cell cell, String axis) {
    String value = cell.values().get(axis);
    return value != null ? value : fixed(axis);
  }

  /** The value of an axis that is the same in all blocks. */
  private String fixed(String axis) {
    List<String> values =
        settings.entrySet().stream()
            .filter(key -> key.getKey().replaceFirst("^block \\d+: ", "").equals(axis))
            .map(Map.Entry::getValue)
            .distinct()
            .toList();
    return values.size() == 1 ? values.get(0) : ABSENT;
  }
}
