package org.gradientatlas.study;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradientatlas.axis.architecture.Architecture.Profile;
import org.gradientatlas.axis.architecture.ArchitectureKind;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.theory.Forecast;
import org.gradientatlas.theory.Outlook;
import org.gradientatlas.theory.Theory;

/** Counts what theory expects of the cells of a grid. */
public final class Forecasts {
  /** Kinds of networks beyond this many are only counted as a whole. */
  private static final int MOST_GROUPS = 1_000;

  private final Map<Forecast, Long> cells = new EnumMap<>(Forecast.class);
  private final Map<NetworkKind, Group> groups = new LinkedHashMap<>();
  private long ungrouped;

  Forecasts() {
    for (Forecast forecast : Forecast.values()) {
      cells.put(forecast, 0L);
    }
  }

  /** Networks that differ only in depth, width, input weights and data. */
  public record NetworkKind(
      String architecture,
      String activation,
      String initializer,
      String normalization,
      String residual) {
    static NetworkKind of(Trial.Network network) {
      return new NetworkKind(
          network.architecture().label(),
          network.activationLabel(),
          network.initializerLabel(),
          network.normalization().label(),
          network.residual().label());
    }
  }

  /**
   * The cells of one kind.
   *
   * @param vanishesFrom smallest depth at which gradients vanish; 0 for none, and where they vanish
   *     over time steps
   * @param explodesFrom smallest depth at which gradients explode; 0 likewise
   * @param least smallest growth of delta towards the input of any cell, in decades over its depth
   * @param most largest growth of delta towards the input of any cell, in decades over its depth
   * @param gap why some cells have no forecast; empty if all have one
   */
  public record Group(
      long cells, int vanishesFrom, int explodesFrom, double least, double most, String gap) {

    private static Group of(Trial.Network network, Outlook outlook) {
      boolean overTime = network.architecture().profile() == Profile.TIME_STEPS;
      int depth = overTime ? 0 : network.depth();
      return new Group(
          1,
          outlook.forecast() == Forecast.VANISHES ? depth : 0,
          outlook.forecast() == Forecast.EXPLODES ? depth : 0,
          outlook.decades(),
          outlook.decades(),
          outlook.gap());
    }

    private Group plus(Group other) {
      return new Group(
          cells + other.cells,
          shallower(vanishesFrom, other.vanishesFrom),
          shallower(explodesFrom, other.explodesFrom),
          Math.min(least, other.least),
          Math.max(most, other.most),
          gap.isEmpty() ? other.gap : gap);
    }

    private static int shallower(int one, int other) {
      return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }
  }

  void add(Trial trial, Outlook outlook) {
    cells.merge(outlook.forecast(), 1L, Long::sum);
    NetworkKind kind = NetworkKind.of(trial.network());
    if (groups.size() < MOST_GROUPS || groups.containsKey(kind)) {
      groups.merge(kind, Group.of(trial.network(), outlook), Group::plus);
    } else {
      ungrouped++;
    }
  }

  /** Number of cells by forecast. */
  public Map<Forecast, Long> cells() {
    return Map.copyOf(cells);
  }

  /** Kinds of networks in grid order. */
  public List<Map.Entry<NetworkKind, Group>> groups() {
    return List.copyOf(groups.entrySet());
  }

  /** Whether a group has an architecture of that kind, which has settings. */
  public boolean have(ArchitectureKind kind) {
    return groups.keySet().stream()
        .anyMatch(group -> group.architecture().startsWith(kind.label() + "("));
  }

  /** Whether a group has residual blocks. */
  public boolean hasBlocks() {
    return groups.keySet().stream()
        .anyMatch(
            group -> group.architecture().startsWith(ArchitectureKind.RESIDUAL_BLOCKS.label()));
  }

  /** Number of cells in no group, because there are too many kinds. */
  public long ungrouped() {
    return ungrouped;
  }

  /**
   * A trial's network as theory sees it before data is loaded: synthetic data has its expected mean
   * square; data from files is assumed to have 1, as after standardization.
   */
  static Theory theory(Trial trial) {
    DataSpec data = trial.data();
    boolean known = data instanceof DataSpec.Synthetic && !data.standardize();
    return NetworkTheory.of(
        trial.network(),
        data.shape(),
        CostModel.outputs(data),
        known ? ((DataSpec.Synthetic) data).meanSquare() : 1);
  }
}
