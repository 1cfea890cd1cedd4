package org.gradientatlas.report.page;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An axis of the map: something that the study varies.
 *
 * @param name a cell column, clip, or a key of the study file
 * @param numeric whether all values are numbers
 * @param values in the order that people expect
 */
public record MapAxis(String name, boolean numeric, List<String> values) {
  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");
  private static final Pattern PARTS = Pattern.compile("(?<=[(,)])|(?=[(,)])");

  /**
   * Sorts numbers as numbers. Others keep the order in which they first appear, except that one
   * choice's parameters stand together and in order: scaled-normal(1,0.05), scaled-normal(3,0.05).
   *
   * @param values as they appear in the grid; duplicates are left out
   */
  public static MapAxis of(String name, Collection<String> values) {
    List<String> distinct = new ArrayList<>(values.stream().distinct().toList());
    boolean numeric = distinct.stream().allMatch(value -> NUMBER.matcher(value).matches());
    if (numeric) {
      distinct.sort(Comparator.comparing(BigDecimal::new));
    } else {
      List<String> choices = distinct.stream().map(MapAxis::choice).distinct().toList();
      distinct.sort(
          Comparator.<String>comparingInt(value -> choices.indexOf(choice(value)))
              .thenComparing(MapAxis::byParameters));
    }
    return new MapAxis(name, numeric, List.copyOf(distinct));
  }

  private static String choice(String value) {
    int parameters = value.indexOf('(');
    return parameters < 0 ? value : value.substring(0, parameters);
  }

  private static int byParameters(String a, String b) {
    String[] left = PARTS.split(a);
    String[] right = PARTS.split(b);
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      boolean numbers = NUMBER.matcher(left[i]).matches() && NUMBER.matcher(right[i]).matches();
      int order =
          numbers
              ? new BigDecimal(left[i]).compareTo(new BigDecimal(right[i]))
              : left[i].compareTo(right[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }
}
