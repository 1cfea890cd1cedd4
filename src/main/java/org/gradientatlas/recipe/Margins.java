package org.gradientatlas.recipe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Groups of cells: all, those with one value of an axis, and those with one of two axes each. */
public final class Margins {
  /** The group of all cells. */
  public static final SortedMap<String, String> ALL = Collections.emptySortedMap();

  private static final String ABSENT = "-";

  private Margins() {}

  /**
   * The groups of one cell, each named by the values that its cells share.
   *
   * @param values of the cell by axis; an axis that it lacks has a value of its own
   * @param axes that vary
   */
  public static List<SortedMap<String, String>> of(Map<String, String> values, List<String> axes) {
    var margins = new ArrayList<SortedMap<String, String>>();
    margins.add(shared(values));
    axes.forEach(axis -> margins.add(shared(values, axis)));
    pairs(axes).forEach(pair -> margins.add(shared(values, pair)));
    return margins;
  }

  private static SortedMap<String, String> shared(Map<String, String> values, String... axes) {
    var shared = new TreeMap<String, String>();
    for (String axis : axes) {
      shared.put(axis, values.getOrDefault(axis, ABSENT));
    }
    return shared;
  }

  /** Each pair of axes once, in one order wherever they come from. */
  static List<String[]> pairs(List<String> names) {
    List<String> axes = names.stream().sorted().toList();
    var pairs = new ArrayList<String[]>();
    for (int a = 0; a < axes.size(); a++) {
      for (int b = a + 1; b < axes.size(); b++) {
        pairs.add(new String[] {axes.get(a), axes.get(b)});
      }
    }
    return pairs;
  }
}
