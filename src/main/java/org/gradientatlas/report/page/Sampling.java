package org.gradientatlas.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.measure.RecordedTimeSteps;

/**
 * Selects the recorded steps and layers that the page shows: all for a small study, otherwise few
 * enough to keep the page small, always including the first and last.
 *
 * @param steps selected training steps, ascending
 * @param mostLayers maximum number of layers per network
 */
public record Sampling(List<Integer> steps, int mostLayers) {
  /**
   * What a page can hold.
   *
   * @param budget numbers or histograms, over all networks
   * @param quantities how many there are for each layer and pass
   * @param constants how many there are for each layer
   */
  private record Limits(
      long budget,
      int quantities,
      int constants,
      int mostSteps,
      int mostLayers,
      int leastSteps,
      int leastLayers) {
    boolean fit(Map<Integer, Integer> cells, int steps, int layers) {
      return cells.entrySet().stream()
              .mapToLong(c -> (long) c.getValue() * Math.min(layers, c.getKey() + 1))
              .map(values -> values * (quantities * (steps + 1L) + constants))
              .sum()
          <= budget;
    }

    Limits with(int more) {
      return new Limits(budget, more, constants, mostSteps, mostLayers, leastSteps, leastLayers);
    }
  }

  private static final Limits PROFILES =
      new Limits(750_000, Series.Metric.ALWAYS.size(), 1, 32, 128, 3, 6);

  /** A histogram takes about 30 bytes. */
  private static final Limits HISTOGRAMS = new Limits(40_000, 1, 0, 12, 16, 2, 3);

  /**
   * Selects steps and layers for the profiles of a study.
   *
   * @param recorded all recorded training steps, ascending
   * @param cells number of cells by depth, or by one less than the time steps if these are more
   */
  public static Sampling of(SortedSet<Integer> recorded, Map<Integer, Integer> cells) {
    return of(recorded, cells, PROFILES);
  }

  /** Selects steps and layers for the histograms: none if a page cannot hold the fewest. */
  public static Sampling ofHistograms(SortedSet<Integer> recorded, Map<Integer, Integer> cells) {
    Sampling sampling = of(recorded, cells, HISTOGRAMS);
    return HISTOGRAMS.fit(cells, sampling.steps.size(), sampling.mostLayers)
        ? sampling
        : new Sampling(List.of(), 0);
  }

  private static Sampling of(
      SortedSet<Integer> recorded, Map<Integer, Integer> cells, Limits limits) {
    int steps = Math.min(limits.mostSteps, recorded.size());
    int layers = limits.mostLayers;
    while (!limits.fit(cells, steps, layers)
        && (steps > limits.leastSteps || layers > limits.leastLayers)) {
      // Drop steps first, because the page is about layers.
      if (steps > limits.leastSteps && 3 * steps > layers) {
        steps--;
      } else {
        layers = Math.max(limits.leastLayers, layers - 1 - layers / 16);
      }
    }
    return new Sampling(spread(List.copyOf(recorded), steps), layers);
  }

  /**
   * The quantities shown for each layer: all of them where the page can hold them.
   *
   * @param all that these networks have
   * @param cells as for {@link #of}
   */
  public Set<Series.Metric> metrics(Set<Series.Metric> all, Map<Integer, Integer> cells) {
    return holds(all.size(), cells) ? all : Series.Metric.ALWAYS;
  }

  /** Whether the page can hold so many quantities for each layer. */
  public boolean holds(int quantities, Map<Integer, Integer> cells) {
    return PROFILES.with(quantities).fit(cells, steps.size(), mostLayers);
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

  /**
   * The time steps shown of a recurrent network: all, or those that are recorded in training and
   * others between them.
   *
   * @param last the number of time steps
   */
  public List<Integer> timeSteps(int last) {
    if (last <= mostLayers) {
      return IntStream.rangeClosed(1, last).boxed().toList();
    }
    var steps = new TreeSet<>(RecordedTimeSteps.of(Phase.TRAIN, last).boxed().toList());
    int more = Math.max(2, mostLayers - steps.size());
    steps.addAll(spread(more, i -> (int) Math.round(1 + i * (last - 1.0) / (more - 1))));
    return List.copyOf(steps);
  }
}
