package org.gradientatlas.spark.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Splits trials into waves, and waves into tasks, by predicted costs. */
public final class WavePlan {
  /** Progress is reported when tasks end, so none should take much longer than this. */
  private static final double LONGEST_TASK_SECONDS = 5;

  /** Starting a task takes Spark some milliseconds, which shorter tasks would not be worth. */
  private static final double SHORTEST_TASK_SECONDS = 0.1;

  /** A task gets at most this share of a slot's remaining work, so that slots end together. */
  private static final double SHARE_OF_REST = 0.25;

  /**
   * A wave costs at least this share of all earlier waves. So the first 50 have the requested
   * length, and a study of days has hundreds of waves rather than tens of thousands.
   */
  private static final double SHARE_OF_DONE = 0.02;

  private WavePlan() {}

  /**
   * Trials that are committed together.
   *
   * @param tasks grid indices, the most expensive task first
   * @param seconds predicted cost of all of them, on one slot
   */
  public record Wave(List<long[]> tasks, double seconds) {
    /** The number of trials. */
    int trials() {
      return tasks.stream().mapToInt(task -> task.length).sum();
    }

    /** All grid indices, ascending. */
    public long[] indices() {
      return tasks.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    }
  }

  /**
   * Splits trials into waves of bounded cost, in grid order. A crash loses at most one wave: the
   * requested time or, in a long run, a fiftieth of the work done.
   *
   * @param indices grid indices
   * @param seconds predicted cost of each on one slot
   * @param slots trials that run in parallel
   * @param every predicted seconds that a wave should take on all slots
   */
  static List<Wave> waves(long[] indices, double[] seconds, int slots, double every) {
    var waves = new ArrayList<Wave>();
    int from = 0;
    double cost = 0;
    double done = 0;
    for (int i = 0; i < indices.length; i++) {
      cost += seconds[i];
      if (cost >= Math.max(every * slots, SHARE_OF_DONE * done) || i == indices.length - 1) {
        waves.add(wave(indices, seconds, from, i + 1, slots, cost));
        from = i + 1;
        done += cost;
        cost = 0;
      }
    }
    return waves;
  }

  private static Wave wave(
      long[] indices, double[] seconds, int from, int to, int slots, double cost) {
    int[] order =
        IntStream.range(from, to)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -seconds[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Wave(tasks(indices, seconds, order, slots, cost), cost);
  }

  /**
   * Guided self-scheduling (Polychronopoulos and Kuck 1987): each task is a fixed share of the
   * remaining work, so that the first are large and the last small enough to end together.
   */
  private static List<long[]> tasks(
      long[] indices, double[] seconds, int[] order, int slots, double cost) {
    var tasks = new ArrayList<long[]>();
    double rest = cost;
    int at = 0;
    while (at < order.length) {
      double bound =
          Math.max(
              SHORTEST_TASK_SECONDS, Math.min(LONGEST_TASK_SECONDS, SHARE_OF_REST * rest / slots));
      int from = at;
      double size = 0;
      do {
        size += seconds[order[at]];
        at++;
      } while (at < order.length && size + seconds[order[at]] <= bound);
      tasks.add(Arrays.stream(order, from, at).mapToLong(i -> indices[i]).toArray());
      rest -= size;
    }
    return tasks;
  }
}
