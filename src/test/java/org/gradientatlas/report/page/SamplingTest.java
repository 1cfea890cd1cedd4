package org.gradientatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.gradientatlas.measure.Phase;
import org.gradientatlas.measure.RecordedTimeSteps;
import org.junit.jupiter.api.Test;

/** What a page holds of small and of large studies. */
class SamplingTest {
  private static final int HISTOGRAMS = 40_000;

  private static SortedSet<Integer> steps(int count) {
    return new TreeSet<>(IntStream.range(0, count).boxed().toList());
  }

  @Test
  void aSmallStudyKeepsAllStatisticsAndHistograms() {
    Map<Integer, Integer> cells = Map.of(8, 20);

    assertThat(Sampling.of(steps(10), cells).metrics(Series.Metric.OF_LAYERS, cells))
        .isEqualTo(Series.Metric.OF_LAYERS);
    Sampling histograms = Sampling.ofHistograms(steps(10), cells);
    assertThat(histograms.steps()).hasSize(10);
    assertThat(histograms.layers(8)).hasSize(9);
  }

  @Test
  void aLargeStudyKeepsTheFirstThreeStatisticsAndFewHistograms() {
    Map<Integer, Integer> cells = Map.of(40, 3000);

    assertThat(Sampling.of(steps(10), cells).metrics(Series.Metric.OF_LAYERS, cells))
        .containsExactly(Series.Metric.DELTA_RMS, Series.Metric.GRAD_W_L2, Series.Metric.ACT_SD);
    Sampling histograms = Sampling.ofHistograms(steps(10), cells);
    assertThat(3000L * histograms.layers(40).size() * (1 + histograms.steps().size()))
        .isBetween(HISTOGRAMS / 2L, (long) HISTOGRAMS);
    assertThat(histograms.layers(40)).startsWith(1).endsWith(41);
    assertThat(histograms.steps()).startsWith(0).endsWith(9);
  }

  @Test
  void aPageThatCannotHoldTheFewestHasNoHistograms() {
    Sampling none = Sampling.ofHistograms(steps(10), Map.of(40, 30_000));

    assertThat(none.mostLayers()).isZero();
    assertThat(none.steps()).isEmpty();
  }

  @Test
  void ofManyTimeStepsThoseThatTrainingRecordsAreShown() {
    var sampling = new Sampling(List.of(0, 1), 64);
    assertThat(sampling.timeSteps(64)).hasSize(64);

    List<Integer> shown = sampling.timeSteps(784);
    assertThat(shown).hasSizeBetween(50, 64).isSorted().startsWith(1).endsWith(784);
    assertThat(shown).containsAll(RecordedTimeSteps.of(Phase.TRAIN, 784).boxed().toList());
  }
}
