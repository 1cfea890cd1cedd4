package org.gradientatlas.diagnose;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.gradientatlas.measure.Interval;

/**
 * Two cells that differ in one axis only, paired by replicate. Trials of a replicate share data and
 * base draws, so the mean of their differences is the effect of the axis.
 *
 * @param from the value of the axis in the first cell
 * @param to its value in the second
 * @param pairs the two trials of each replicate that both cells have
 */
public record Contrast(String from, String to, List<Pair> pairs) implements Serializable {
  /** Up to this many values of an axis, all pairs of values are contrasted. */
  public static final int MOST_VALUES_FOR_ALL_PAIRS = 16;

  /** Two trials of one replicate. */
  public record Pair(Judgement first, Judgement second) implements Serializable {}

  /** A trial with its value of the axis. */
  public record Level(String value, Judgement trial) implements Serializable {}

  /** Numbers by value, "none" before other words. */
  private static final Comparator<String> ORDER =
      Comparator.comparing((String value) -> !value.equals("none"))
          .thenComparingDouble(Contrast::number)
          .thenComparing(Comparator.naturalOrder());

  /** Second minus first of a number: mean and interval over the replicates where both have it. */
  public Interval difference(ToDoubleFunction<Judgement> number) {
    return Interval.of(
        pairs.stream()
            .mapToDouble(p -> number.applyAsDouble(p.second()) - number.applyAsDouble(p.first()))
            .toArray());
  }

  /**
   * The contrasts among trials that differ in one axis and the replicate: all pairs of values or,
   * for more than {@value #MOST_VALUES_FOR_ALL_PAIRS} values, each with the first and with the next
   * one.
   */
  public static List<Contrast> among(Iterable<Level> levels) {
    var values = new TreeMap<String, SortedMap<Integer, Judgement>>(ORDER);
    for (Level level : levels) {
      values
          .computeIfAbsent(level.value(), key -> new TreeMap<>())
          .put(level.trial().replicate(), level.trial());
    }
    var cells = List.copyOf(values.entrySet());
    boolean all = cells.size() <= MOST_VALUES_FOR_ALL_PAIRS;
    var contrasts = new ArrayList<Contrast>();
    for (int i = 0; i < cells.size(); i++) {
      for (int j = i + 1; j < cells.size(); j++) {
        if (all || i == 0 || j == i + 1) {
          var pairs = pairs(cells.get(i).getValue(), cells.get(j).getValue());
          contrasts.add(new Contrast(cells.get(i).getKey(), cells.get(j).getKey(), pairs));
        }
      }
    }
    return contrasts.stream().filter(contrast -> !contrast.pairs().isEmpty()).toList();
  }

  private static List<Pair> pairs(
      SortedMap<Integer, Judgement> first, SortedMap<Integer, Judgement> second) {
    var pairs = new ArrayList<Pair>();
    first.forEach(
        (replicate, trial) -> {
          Judgement other = second.get(replicate);
          if (other != null) {
            pairs.add(new Pair(trial, other));
          }
        });
    return pairs;
  }

  private static double number(String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      return Double.POSITIVE_INFINITY;
    }
  }
}
