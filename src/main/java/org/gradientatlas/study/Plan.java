package org.gradientatlas.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.gradientatlas.theory.Outlooks;

/**
 * The predicted cost of a study, and what theory expects of it.
 *
 * @param cells number of cells with at least one trial
 * @param seconds total predicted core seconds
 * @param rows total predicted rows, if all trials complete
 * @param forecasts theory's forecasts for the cells
 * @param dearest the most expensive cells, most expensive first
 * @param cheapest the cheapest cells, cheapest first
 */
public record Plan(
    long cells,
    double seconds,
    CostModel.Rows rows,
    Forecasts forecasts,
    List<PlannedCell> dearest,
    List<PlannedCell> cheapest) {

  public Plan {
    dearest = List.copyOf(dearest);
    cheapest = List.copyOf(cheapest);
  }

  /** Adds up all cells, without keeping them. */
  public static Plan of(Grid grid, int extremes) {
    Comparator<PlannedCell> byCost =
        Comparator.comparingDouble(PlannedCell::seconds)
            .thenComparing(Comparator.comparingLong(PlannedCell::first).reversed());
    var dearest = new Extremes(byCost, extremes);
    var cheapest =
        new Extremes(
            Comparator.comparingDouble(PlannedCell::seconds)
                .reversed()
                .thenComparing(Comparator.comparingLong(PlannedCell::first).reversed()),
            extremes);
    long count = 0;
    double seconds = 0;
    var rows = new CostModel.Rows(0, 0, 0);
    var forecasts = new Forecasts();
    for (var cells = sketched(grid).iterator(); cells.hasNext(); count++) {
      Sketched sketched = cells.next();
      PlannedCell cell = sketched.cell;
      forecasts.add(sketched.trial, cell.outlook());
      seconds += cell.trials() * cell.seconds();
      rows = rows.plus(cell.rows(), cell.trials());
      dearest.add(cell);
      cheapest.add(cell);
    }
    return new Plan(count, seconds, rows, forecasts, dearest.sorted(), cheapest.sorted());
  }

  /** The cells with at least one trial, in grid order. */
  public static Stream<PlannedCell> cells(Grid grid) {
    return sketched(grid).map(Sketched::cell);
  }

  private record Sketched(PlannedCell cell, Trial trial) {}

  private static Stream<Sketched> sketched(Grid grid) {
    var outlooks = new Outlooks();
    return LongStream.range(0, grid.end() / grid.replicates())
        .mapToObj(cell -> sketched(grid, cell, outlooks))
        .filter(sketched -> sketched.cell.trials() > 0);
  }

  private static Sketched sketched(Grid grid, long cell, Outlooks outlooks) {
    long start = cell * grid.replicates();
    long[] kept =
        IntStream.range(0, grid.replicates())
            .mapToLong(r -> start + r)
            .filter(grid::keeps)
            .toArray();
    Trial trial = grid.sketch(start);
    var sketch =
        new PlannedCell(
            kept.length == 0 ? start : kept[0],
            kept.length,
            CostModel.seconds(trial),
            CostModel.rows(trial),
            outlooks.of(Forecasts.theory(trial)));
    return new Sketched(sketch, trial);
  }

  /** Keeps the few greatest of many. */
  private static final class Extremes {
    private final Comparator<PlannedCell> order;
    private final int size;
    private final PriorityQueue<PlannedCell> cells;

    Extremes(Comparator<PlannedCell> order, int size) {
      this.order = order;
      this.size = size;
      this.cells = new PriorityQueue<>(order);
    }

    void add(PlannedCell cell) {
      cells.add(cell);
      if (cells.size() > size) {
        cells.poll();
      }
    }

    List<PlannedCell> sorted() {
      var sorted = new ArrayList<>(cells);
      sorted.sort(order.reversed());
      return sorted;
    }
  }
}
