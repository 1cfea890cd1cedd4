package org.gradientatlas.report.page;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.gradientatlas.axis.Label;

/**
 * An axis of the map, which the study varies.
 *
 * @param name a cell column, clip, or a key of the study file
 * @param numeric whether all values are numbers
 * @param values in display order
 */
public record MapAxis(String name, boolean numeric, List<String> values) {
  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

  /**
   * Sorts numbers as numbers. Other values keep the order of first appearance, except that variants
   * of one choice are grouped and sorted by parameters: scaled-normal(1,0.05),
   * scaled-normal(3,0.05).
   *
   * @param values as they appear in the grid; duplicates are left out
   */
  public static MapAxis of(String name, Collection<String> values) {
    List<String> distinct = new ArrayList<>(values.stream().distinct().toList());
    boolean numeric = distinct.stream().allMatch(value -> NUMBER.matcher(value).matches());
    if (numeric) {
      distinct.sort(Comparator.comparing(BigDecimal::new));
    } else {
      List<String> choices =
          distinct.stream().map(value -> Label.of(value).name()).distinct().toList();
      distinct.sort(
          Comparator.<String>comparingInt(value -> choices.indexOf(Label.of(value).name()))
              .thenComparing(value -> Label.of(value).parameters(), MapAxis::byParameters));
    }
    return new MapAxis(name, numeric, List.copyOf(distinct));
  }

  private static int byParameters(List<String> a, List<String> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      boolean numbers = NUMBER.matcher(a.get(i)).matches() && NUMBER.matcher(b.get(i)).matches();
      int order =
          numbers
              ? new BigDecimal(a.get(i)).compareTo(new BigDecimal(b.get(i)))
              : a.get(i).compareTo(b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
