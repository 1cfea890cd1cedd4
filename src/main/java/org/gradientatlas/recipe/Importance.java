package org.gradientatlas.recipe;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.gradientatlas.measure.Moments;
import org.jspecify.annotations.Nullable;

/**
 * How much of the variance over the cells of a grid each axis explains, and each pair of axes
 * beyond the two alone: the functional analysis of variance (Sobol 1993; Hutter, Hoos and
 * Leyton-Brown, "An efficient approach for assessing hyperparameter importance", 2014). Each cell
 * counts alike, and what chance adds to an effect is taken from it.
 *
 * @param classifies whether accuracy is what varies, and not the share of networks that learn
 * @param exact whether every combination of values is a cell, so that effects do not overlap
 * @param chance the share that the spread of replicates explains, at most what no axis does
 * @param axes the share of each axis, the greatest first
 * @param pairs the share of each pair of axes, the greatest first
 */
public record Importance(
    boolean classifies, boolean exact, double chance, List<Axis> axes, List<Pair> pairs) {
  /** A smaller variance is rounding. */
  private static final double LEAST = 1e-12;

  private static final Moments NONE = new Moments(0, 0, 0);

  /** The share that one axis explains, in 0..1. */
  public record Axis(String axis, double share) {}

  /** The share that two axes explain beyond what each explains alone, in 0..1. */
  public record Pair(String a, String b, double share) {}

  /**
   * From all cells at once.
   *
   * @param cells what the networks of each cell reached
   * @param axes that vary
   * @return null if fewer than two axes vary, or all cells are alike
   */
  public static @Nullable Importance of(
      Map<? extends Map<String, String>, Attempts> cells, List<String> axes) {
    boolean classifies = cells.values().stream().anyMatch(Attempts::classifies);
    var margins = new HashMap<SortedMap<String, String>, Moments>();
    cells.forEach(
        (values, cell) ->
            Margins.of(values, axes)
                .forEach(margin -> margins.merge(margin, cell.asOne(), Moments::with)));
    Moments all = margins.getOrDefault(Margins.ALL, NONE);
    var groups = new HashMap<Set<String>, Groups>();
    margins.forEach(
        (values, of) ->
            groups.merge(Set.copyOf(values.keySet()), Groups.of(of, all.mean()), Groups::with));
    Noise noise = cells.values().stream().map(Noise::of).reduce(Noise.NONE, Noise::with);
    return of(groups, all, noise, axes, classifies);
  }

  /**
   * From sums over cells.
   *
   * @param groups of {@link Margins}, by the axes that make them
   * @param all moments of the means of all cells
   * @return null if fewer than two axes vary, or all cells are alike
   */
  public static @Nullable Importance of(
      Map<Set<String>, Groups> groups,
      Moments all,
      Noise noise,
      List<String> axes,
      boolean classifies) {
    if (axes.size() < 2 || !(all.squares() > LEAST * all.count())) {
      return null;
    }
    var shares = new Shares(groups, all, noise.ofMean());
    return new Importance(
        classifies,
        shares.combinations(axes) == all.count(),
        shares.chance(axes),
        axes.stream()
            .map(axis -> new Axis(axis, shares.share(axis)))
            .sorted(Comparator.comparingDouble(Axis::share).reversed().thenComparing(Axis::axis))
            .toList(),
        Margins.pairs(axes).stream()
            .map(pair -> new Pair(pair[0], pair[1], shares.share(pair[0], pair[1])))
            .sorted(
                Comparator.comparingDouble(Pair::share)
                    .reversed()
                    .thenComparing(Pair::a)
                    .thenComparing(Pair::b))
            .toList());
  }
}
