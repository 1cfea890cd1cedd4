package org.gradientatlas.recipe;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradientatlas.measure.Moments;

/** Shares of the variance over cells, without what chance gives to each effect. */
final class Shares {
  private final Map<Set<String>, Groups> groups;
  private final Moments all;
  private final double noise;

  /**
   * @param groups by the axes that make them
   * @param all moments of the means of all cells
   * @param noise variance of the mean of a cell over replicates
   */
  Shares(Map<Set<String>, Groups> groups, Moments all, double noise) {
    this.groups = groups;
    this.all = all;
    this.noise = noise;
  }

  /** How many combinations of their values there could be. */
  double combinations(List<String> axes) {
    return axes.stream().mapToDouble(axis -> groups(axis).count()).reduce(1, (a, b) -> a * b);
  }

  /** At most what neither an axis nor a pair of axes explains. */
  double chance(List<String> axes) {
    double explained =
        axes.stream().mapToDouble(this::share).sum()
            + Margins.pairs(axes).stream().mapToDouble(pair -> share(pair[0], pair[1])).sum();
    return Math.min(Math.max(0, 1 - explained), (all.count() - 1) * noise / all.squares());
  }

  double share(String axis) {
    return share(groups(axis).squares(), groups(axis).count() - 1);
  }

  /** Beyond the two alone. */
  double share(String a, String b) {
    Groups both = groups(a, b);
    return share(
        both.squares() - groups(a).squares() - groups(b).squares(),
        both.count() - groups(a).count() - groups(b).count() + 1);
  }

  /** Of differences within groups. */
  double within(Collection<Moments> within) {
    return share(
        within.stream().mapToDouble(Moments::squares).sum(),
        within.stream().mapToLong(group -> group.count() - 1).sum());
  }

  private double share(double squares, long freedom) {
    return Math.max(0, (squares - Math.max(0, freedom) * noise) / all.squares());
  }

  private Groups groups(String... axes) {
    return groups.getOrDefault(Set.of(axes), Groups.NONE);
  }
}
