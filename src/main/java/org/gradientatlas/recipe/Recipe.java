package org.gradientatlas.recipe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What to choose for networks of every size of a study: the best values of the axes that are
 * choices.
 *
 * @param choices the values, by axis
 * @param attempts what it reached, over all sizes
 * @param changes what becomes of it if one axis has another value; the most harmful of each axis,
 *     the most harmful first
 * @param leftOut values of axes that only recipes have which were tried at fewer sizes, by axis
 */
public record Recipe(
    SortedMap<String, String> choices,
    Attempts attempts,
    List<Change> changes,
    SortedMap<String, SortedSet<String>> leftOut) {
  /** The axes of a network's size, which are given by the task and not chosen. */
  public static final Set<String> SIZES = Set.of("depth", "width");

  /**
   * A recipe that differs in one axis.
   *
   * @param matters whether its accuracy or R2 lies outside the interval of the best recipe
   */
  public record Change(String axis, String value, Attempts attempts, boolean matters) {}

  /** The values of a cell that are choices. */
  public static SortedMap<String, String> choices(Map<String, String> values) {
    var choices = new TreeMap<>(values);
    choices.keySet().removeAll(SIZES);
    return choices;
  }

  /**
   * The best recipe of those that were tried at the most sizes.
   *
   * @param tried by choices
   * @return null if there are not two that can be compared
   */
  public static @Nullable Recipe best(Map<? extends SortedMap<String, String>, Attempts> tried) {
    var scored = new ArrayList<Map.Entry<? extends SortedMap<String, String>, Attempts>>();
    tried.entrySet().stream().filter(one -> one.getValue().isScored()).forEach(scored::add);
    int sizes = scored.stream().mapToInt(one -> one.getValue().sizes()).max().orElse(0);
    SortedMap<String, SortedSet<String>> leftOut = values(scored);
    scored.removeIf(one -> one.getValue().sizes() < sizes);
    values(scored)
        .forEach(
            (axis, values) -> leftOut.computeIfPresent(axis, (name, all) -> without(all, values)));

    return scored.size() < 2
        ? null
        : scored.stream()
            .max((a, b) -> compare(a.getKey(), a.getValue(), b.getKey(), b.getValue()))
            .map(one -> of(one.getKey(), one.getValue(), scored, leftOut))
            .orElse(null);
  }

  private static @Nullable SortedSet<String> without(
      SortedSet<String> all, SortedSet<String> values) {
    all.removeAll(values);
    return all.isEmpty() ? null : all;
  }

  private static SortedMap<String, SortedSet<String>> values(
      List<? extends Map.Entry<? extends SortedMap<String, String>, Attempts>> recipes) {
    var values = new TreeMap<String, SortedSet<String>>();
    recipes.forEach(
        recipe ->
            recipe
                .getKey()
                .forEach(
                    (axis, value) ->
                        values.computeIfAbsent(axis, name -> new TreeSet<>()).add(value)));
    return values;
  }

  /** Orders recipes: the greater one is tried at more sizes, or is better. */
  public static int compare(
      SortedMap<String, String> one,
      Attempts its,
      SortedMap<String, String> other,
      Attempts others) {
    int order = Integer.compare(its.sizes(), others.sizes());
    if (order == 0) {
      order = Double.compare(its.score(), others.score());
    }
    return order != 0 ? order : other.toString().compareTo(one.toString());
  }

  /** Whether two recipes differ in one axis at most. */
  public static boolean areNear(SortedMap<String, String> one, SortedMap<String, String> other) {
    return one.equals(other) || onlyDifference(one, other) != null;
  }

  private static Recipe of(
      SortedMap<String, String> choices,
      Attempts attempts,
      List<? extends Map.Entry<? extends SortedMap<String, String>, Attempts>> others,
      SortedMap<String, SortedSet<String>> leftOut) {
    var worst = new TreeMap<String, Change>();
    for (var other : others) {
      String axis = onlyDifference(choices, other.getKey());
      if (axis != null) {
        Attempts its = other.getValue();
        var change =
            new Change(axis, other.getKey().getOrDefault(axis, ""), its, isOutside(its, attempts));
        worst.merge(axis, change, Recipe::worse);
      }
    }
    return new Recipe(
        choices,
        attempts,
        worst.values().stream()
            .sorted(Comparator.comparingDouble(change -> change.attempts.score()))
            .toList(),
        leftOut);
  }

  /** The first value of those that are equally harmful, so that every listing names the same. */
  private static Change worse(Change one, Change other) {
    int order = Double.compare(one.attempts.score(), other.attempts.score());
    return order < 0 || (order == 0 && one.value.compareTo(other.value) <= 0) ? one : other;
  }

  private static boolean isOutside(Attempts one, Attempts best) {
    return !(one.score() >= best.reached().low());
  }

  private static @Nullable String onlyDifference(
      SortedMap<String, String> one, SortedMap<String, String> other) {
    if (!one.keySet().equals(other.keySet())) {
      return null;
    }
    List<String> different =
        one.keySet().stream()
            .filter(axis -> !Objects.equals(one.get(axis), other.get(axis)))
            .toList();
    return different.size() == 1 ? different.get(0) : null;
  }
}
