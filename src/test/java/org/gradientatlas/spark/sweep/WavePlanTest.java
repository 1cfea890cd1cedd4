package org.gradientatlas.spark.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WavePlanTest {
  private static final long[] INDICES = LongStream.range(0, 1000).map(i -> 3 * i).toArray();

  private static double[] costs(double scale) {
    var random = new Random(7);
    return IntStream.range(0, INDICES.length)
        .mapToDouble(i -> scale * Math.exp(random.nextGaussian()))
        .toArray();
  }

  private static double cost(long[] task, double[] costs) {
    return Arrays.stream(task).mapToDouble(i -> costs[(int) (i / 3)]).sum();
  }

  @Test
  void everyTrialIsInExactlyOneTask() {
    List<WavePlan.Wave> waves = WavePlan.waves(INDICES, costs(0.2), 2, 30);
    long[] all =
        waves.stream()
            .flatMap(w -> w.tasks().stream())
            .flatMapToLong(Arrays::stream)
            .sorted()
            .toArray();
    assertThat(all).isEqualTo(INDICES);
    assertThat(waves.stream().flatMapToLong(w -> Arrays.stream(w.indices())).toArray())
        .as("waves follow the order of the grid")
        .isEqualTo(INDICES);
  }

  @Test
  void wavesAreAsLongAsAskedForAndOneTrialLongerAtMost() {
    double[] costs = costs(0.2);
    double longest = Arrays.stream(costs).max().orElseThrow();
    List<WavePlan.Wave> waves = WavePlan.waves(INDICES, costs, 4, 10);
    assertThat(waves).hasSizeGreaterThan(3);
    assertThat(waves.subList(0, waves.size() - 1))
        .allSatisfy(w -> assertThat(w.seconds()).isBetween(40.0, 40 + longest));
  }

  @Test
  void aDayOfWavesIsFewFilesAndLosesAFiftiethAtMost() {
    int trials = 24 * 60 * 60;
    double[] costs = new double[trials];
    Arrays.fill(costs, 4);
    List<WavePlan.Wave> waves =
        WavePlan.waves(LongStream.range(0, trials).toArray(), costs, 4, 120);
    assertThat(waves.subList(0, 50)).allSatisfy(w -> assertThat(w.seconds()).isEqualTo(480));
    assertThat(waves).as("720 of two minutes").hasSizeBetween(150, 200);
    double done = 0;
    for (WavePlan.Wave wave : waves) {
      assertThat(wave.seconds()).isLessThanOrEqualTo(Math.max(480, 0.02 * done + 4));
      done += wave.seconds();
    }
    assertThat(done).isEqualTo(4.0 * trials);
  }

  @Test
  void tasksStartLargeAndEndSmall() {
    double[] costs = costs(0.02);
    List<long[]> tasks = WavePlan.waves(INDICES, costs, 2, 1e9).get(0).tasks();
    double total = Arrays.stream(costs).sum();
    assertThat(cost(tasks.get(0), costs)).isBetween(0.2 * total / 2, 0.25 * total / 2);
    assertThat(cost(tasks.get(tasks.size() - 1), costs)).isLessThan(0.05 * total / 2);
    assertThat(tasks).hasSizeLessThan(80);
  }

  @Test
  void theMostExpensiveTrialStartsFirst() {
    double[] costs = costs(0.2);
    long[] first = WavePlan.waves(INDICES, costs, 2, 1e9).get(0).tasks().get(0);
    double longest = Arrays.stream(costs).max().orElseThrow();
    assertThat(costs[(int) (first[0] / 3)]).isEqualTo(longest);
  }

  @Test
  void aTrialLongerThanAnyBoundIsATaskOfItsOwn() {
    var wave = WavePlan.waves(new long[] {5, 6}, new double[] {100, 100}, 1, 1e9).get(0);
    assertThat(wave.tasks()).containsExactly(new long[] {5}, new long[] {6});
  }
}
