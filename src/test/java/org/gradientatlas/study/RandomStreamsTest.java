package org.gradientatlas.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.gradientatlas.study.RandomStreams.Purpose;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {
  private static List<RandomStreams> replicates() {
    return List.of(
        new RandomStreams(42, 0),
        new RandomStreams(42, 1),
        new RandomStreams(42, 2),
        new RandomStreams(43, 0),
        new RandomStreams(0, 0),
        new RandomStreams(-1, 0));
  }

  /**
   * Every published result stands on these numbers: they never change. They were computed in
   * another language from the published algorithms (SplitMix64, xoshiro256++).
   */
  @Test
  void firstNumbersAreThoseOfEveryRelease() {
    var streams = new RandomStreams(42, 0);
    assertThat(streams.stream(Purpose.DATA, 0).nextLong()).isEqualTo(7233461503084753612L);
    assertThat(streams.stream(Purpose.WEIGHTS, 1).nextLong()).isEqualTo(4473967185309011780L);
    assertThat(streams.stream(Purpose.WEIGHTS, 2).nextLong()).isEqualTo(5763099333852458073L);
    assertThat(streams.stream(Purpose.BATCHES, 0).nextLong()).isEqualTo(4005008953331642694L);
    assertThat(streams.stream(Purpose.PROBE, 0).nextLong()).isEqualTo(-8054839605500689151L);
    assertThat(streams.stream(Purpose.BIASES, 1).nextLong()).isEqualTo(-3463251265102960528L);
    assertThat(new RandomStreams(42, 7).stream(Purpose.DATA, 0).nextLong())
        .isEqualTo(4874850793925996671L);
    assertThat(new RandomStreams(-1, 0).stream(Purpose.DATA, 0).nextLong())
        .isEqualTo(-6133722651870126047L);
  }

  @Test
  void equalKeysGiveEqualStreamsFromTheirBeginning() {
    var streams = new RandomStreams(42, 3);
    double[] first = streams.stream(Purpose.WEIGHTS, 5).doubles(10).toArray();
    assertThat(new RandomStreams(42, 3).stream(Purpose.WEIGHTS, 5).doubles(10).toArray())
        .isEqualTo(first);
    assertThat(streams.stream(Purpose.WEIGHTS, 5).doubles(10).toArray()).isEqualTo(first);
  }

  @Test
  void seedsReplicatesPurposesAndIndicesAllDiffer() {
    List<Long> firsts = new ArrayList<>();
    for (RandomStreams streams : replicates()) {
      for (Purpose purpose : Purpose.values()) {
        for (int index = 0; index < 300; index++) {
          firsts.add(streams.stream(purpose, index).nextLong());
        }
      }
    }
    assertThat(firsts).doesNotHaveDuplicates();
  }

  /** 4 standard errors of a correlation, 1/sqrt(n), for each of the pairs of neighbours. */
  @Test
  void neighbouringStreamsAreUncorrelated() {
    int n = 20_000;
    double[] base = new RandomStreams(42, 0).stream(Purpose.WEIGHTS, 1).doubles(n).toArray();
    assertThat(StatUtils.mean(base)).isCloseTo(0.5, within(4 * Math.sqrt(1 / 12.0 / n)));
    List<double[]> neighbours =
        List.of(
            new RandomStreams(42, 0).stream(Purpose.WEIGHTS, 2).doubles(n).toArray(),
            new RandomStreams(42, 0).stream(Purpose.BATCHES, 1).doubles(n).toArray(),
            new RandomStreams(42, 1).stream(Purpose.WEIGHTS, 1).doubles(n).toArray(),
            new RandomStreams(43, 0).stream(Purpose.WEIGHTS, 1).doubles(n).toArray());
    for (double[] other : neighbours) {
      assertThat(new PearsonsCorrelation().correlation(base, other))
          .isCloseTo(0, within(4 / Math.sqrt(n)));
    }
  }
}
