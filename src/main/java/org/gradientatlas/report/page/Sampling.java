package org.gradientatlas.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Selects the recorded steps and layers that the page shows: all for a small study, otherwise few
 * enough to keep the page small, always including the first and last.
 *
 * @param steps selected training steps, ascending
 * @param mostLayers maximum number of layers per network
 */
public record Sampling(List<Integer> steps, int mostLayers) {
  /** Maximum count of numbers in the profiles of a page. */
  private static final long BUDGET = 750_000;

  private static final int METRICS = 3;
  private static final int MOST_STEPS = 32;
  private static final int MOST_LAYERS = 128;
  private static final int LEAST_STEPS = 3;
  private static final int LEAST_LAYERS = 6;

  /**
   * Selects steps and layers for a study.
   *
   * @param recorded all recorded training steps, ascending
   * @param cells number of cells by depth
   */
  public static Sampling of(SortedSet<Integer> recorded, Map<Integer, Integer> cells) {
    int steps = Math.min(MOST_STEPS, recorded.size());
    int layers = MOST_LAYERS;
    while (numbers(cells, steps, layers) > BUDGET
        && (steps > LEAST_STEPS || layers > LEAST_LAYERS)) {
      // Drop steps first, because the page is about layers.
      if (steps > LEAST_STEPS && 3 * steps > layers) {
        steps--;
      } else {
        layers = Math.max(LEAST_LAYERS, layers - 1 - layers / 16);
      }
    }
    return new Sampling(spread(List.copyOf(recorded), steps), layers);
  }

  private static long numbers(Map<Integer, Integer> cells, int steps, int layers) {
    return cells.entrySet().stream()
        .mapToLong(c -> (long) c.getValue() * Math.min(layers, c.getKey() + 1))
        .map(values -> values * (METRICS * (steps + 1L) + 1))
        .sum();
  }

  /** Selects evenly among the recorded steps, which most studies already space logarithmically. */
  private static List<Integer> spread(List<Integer> all, int most) {
    return all.size() <= most
        ? all
        : spread(most, i -> all.get((int) Math.round(i * (all.size() - 1.0) / (most - 1))));
  }

  private static List<Integer> spread(int most, IntFunction<Integer> at) {
    return new ArrayList<>(new TreeSet<>(IntStream.range(0, most).mapToObj(at).toList()));
  }

  /** The layers shown of a network, including the output layer. */
  public List<Integer> layers(int depth) {
    int all = depth + 1;
    return all <= mostLayers
        ? IntStream.rangeClosed(1, all).boxed().toList()
        : spread(mostLayers, i -> (int) Math.round(1 + i * (all - 1.0) / (mostLayers - 1)));
  }
}
