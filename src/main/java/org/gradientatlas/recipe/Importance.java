package org.gradientatlas.recipe;

import java.util.Collection;
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
 * @param chance the share that the spread of replicates explains, at most what no axis or pair does
 * @param axes the share of each axis, the greatest first
 * @param pairs the share of each pair of axes, the greatest first
 */
public record Importance(
    boolean classifies, boolean exact, double chance, List<Axis> axes, List<Pair> pairs) {
  /** A smaller variance is rounding. */
  private static final double LEAST = 1e-12;

  private static final Moments NONE = new Moments(0, 0, 0);

  /**
   * What one axis explains.
   *
   * @param share in 0..1; on a grid that lacks combinations, no more than cells differ by that
   *     differ in this axis alone
   * @param atMost what it would explain if all that varies together with it were due to it
   */
  public record Axis(String axis, double share, double atMost) {
    /** Whether much of what it may explain varies together with other axes. */
    public boolean isTangled() {
      return atMost - share >= TANGLED;
    }
  }

  private static final double TANGLED = 0.1;

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
    if (axes.size() < 2 || !(all.squares() > LEAST * all.count())) {
      return null;
    }
    Noise noise = cells.values().stream().map(Noise::of).reduce(Noise.NONE, Noise::with);
    var shares = new Shares(groups, all, noise.ofMean());
    boolean exact = shares.combinations(axes) == all.count();
    return new Importance(
        classifies,
        exact,
        shares.chance(axes),
        axes.stream()
            .map(
                axis -> {
                  double most = shares.share(axis);
                  double alone = exact ? most : shares.within(alone(cells, axis));
                  return new Axis(axis, Math.min(most, alone), most);
                })
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

  /** The moments of each group of cells that differ in one axis alone. */
  private static Collection<Moments> alone(
      Map<? extends Map<String, String>, Attempts> cells, String axis) {
    var groups = new HashMap<Map<String, String>, Moments>();
    cells.forEach(
        (values, cell) -> {
          var rest = new HashMap<>(values);
          rest.remove(axis);
          groups.merge(rest, cell.asOne(), Moments::with);
        });
    return groups.values();
  }
}
