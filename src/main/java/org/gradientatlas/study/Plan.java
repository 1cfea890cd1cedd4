package org.gradientatlas.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What a study would cost.
 *
 * @param cells that keep at least one trial
 * @param seconds of one core, all trials together
 * @param rows of all trials that complete
 * @param dearest the cells that cost most, the dearest first
 * @param cheapest the cells that cost least, the cheapest first
 */
public record Plan(
    long cells, double seconds, CostModel.Rows rows, List<Cell> dearest, List<Cell> cheapest) {

  /**
   * One cell.
   *
   * @param first the number of its first trial that is kept
   * @param trials its trials that are kept
   * @param seconds of one core, for one of its trials
   * @param rows of one of its trials
   */
  public record Cell(long first, int trials, double seconds, CostModel.Rows rows) {}

  /** Adds up all cells, without keeping them. */
  public static Plan of(Grid grid, int extremes) {
    Comparator<Cell> byCost =
        Comparator.comparingDouble(Cell::seconds)
            .thenComparing(Comparator.comparingLong(Cell::first).reversed());
    var dearest = new Extremes(byCost, extremes);
    var cheapest =
        new Extremes(
            Comparator.comparingDouble(Cell::seconds)
                .reversed()
                .thenComparing(Comparator.comparingLong(Cell::first).reversed()),
            extremes);
    long count = 0;
    double seconds = 0;
    var rows = new CostModel.Rows(0, 0, 0);
    for (var cells = cells(grid).iterator(); cells.hasNext(); count++) {
      Cell cell = cells.next();
      seconds += cell.trials * cell.seconds;
      rows = rows.plus(cell.rows, cell.trials);
      dearest.add(cell);
      cheapest.add(cell);
    }
    return new Plan(count, seconds, rows, dearest.sorted(), cheapest.sorted());
  }

  /** The cells that keep a trial, in the order of the grid. */
  public static Stream<Cell> cells(Grid grid) {
    return LongStream.range(0, grid.end() / grid.replicates())
        .mapToObj(cell -> cell(grid, cell))
        .filter(cell -> cell.trials > 0);
  }

  private static Cell cell(Grid grid, long cell) {
    long start = cell * grid.replicates();
    long[] kept =
        IntStream.range(0, grid.replicates())
            .mapToLong(r -> start + r)
            .filter(grid::keeps)
            .toArray();
    Trial trial = grid.sketch(start);
    return new Cell(
        kept.length == 0 ? start : kept[0],
        kept.length,
        CostModel.seconds(trial),
        CostModel.rows(trial));
  }

  /** The few greatest of many. */
  private static final class Extremes {
    private final Comparator<Cell> order;
    private final int size;
    private final PriorityQueue<Cell> cells;

    Extremes(Comparator<Cell> order, int size) {
      this.order = order;
      this.size = size;
      this.cells = new PriorityQueue<>(order);
    }

    void add(Cell cell) {
      cells.add(cell);
      if (cells.size() > size) {
        cells.poll();
      }
    }

    List<Cell> sorted() {
      var sorted = new ArrayList<>(cells);
      sorted.sort(order.reversed());
      return sorted;
    }
  }
}
