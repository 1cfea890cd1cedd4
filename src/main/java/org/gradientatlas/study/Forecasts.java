package org.gradientatlas.study;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.theory.Forecast;
import org.gradientatlas.theory.Outlook;
import org.gradientatlas.theory.RandomNetwork;

/** What theory expects of the cells of a grid, counted. */
public final class Forecasts {
  /** More kinds of networks than this are only counted together. */
  private static final int MOST_GROUPS = 1_000;

  private final Map<Forecast, Long> cells = new EnumMap<>(Forecast.class);
  private final Map<NetworkKind, Group> groups = new LinkedHashMap<>();
  private long ungrouped;

  Forecasts() {
    for (Forecast forecast : Forecast.values()) {
      cells.put(forecast, 0L);
    }
  }

  /** Networks that differ in depth, width and data alone. */
  public record NetworkKind(
      String activation, String initializer, String normalization, String residual) {
    static NetworkKind of(Trial.Network network) {
      return new NetworkKind(
          network.activation().label(),
          network.initializer().label(),
          network.normalization().label(),
          network.residual().label());
    }
  }

  /**
   * The cells of one kind.
   *
   * @param vanishesFrom least depth of a cell that vanishes; 0 for none
   * @param explodesFrom least depth of a cell that explodes; 0 for none
   * @param least decades over its depth of the cell in which delta shrinks most towards the input
   * @param most decades over its depth of the cell in which it grows most
   * @param gap why some are unknown; empty where none is
   */
  public record Group(
      long cells, int vanishesFrom, int explodesFrom, double least, double most, String gap) {

    private static Group of(int depth, Outlook outlook) {
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
      groups.merge(kind, Group.of(trial.network().depth(), outlook), Group::plus);
    } else {
      ungrouped++;
    }
  }

  /** Cells by what is expected of them. */
  public Map<Forecast, Long> cells() {
    return Map.copyOf(cells);
  }

  /** Kinds of networks in the order of the grid. */
  public List<Map.Entry<NetworkKind, Group>> groups() {
    return List.copyOf(groups.entrySet());
  }

  /** Cells that are in no group, because there are too many kinds. */
  public long ungrouped() {
    return ungrouped;
  }

  /**
   * A trial's network as theory sees it before its data is there: drawn data has its expected mean
   * square; a file's is taken to be 1, as after standardization.
   */
  static RandomNetwork network(Trial trial) {
    DataSpec data = trial.data();
    boolean synthetic = data instanceof DataSpec.Synthetic;
    Trial.Network network = trial.network();
    return new RandomNetwork(
        network.depth(),
        network.width(),
        CostModel.features(data),
        CostModel.outputs(data),
        network.initializer(),
        network.activation(),
        network.normalization(),
        network.residual(),
        synthetic && !data.standardize() ? ((DataSpec.Synthetic) data).meanSquare() : 1);
  }
}
