package org.gradientatlas.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.gradientatlas.diagnose.Contrast.Level;
import org.gradientatlas.measure.Interval;
import org.gradientatlas.measure.Outcome;
import org.junit.jupiter.api.Test;

class ContrastTest {
  private static Level level(String value, int replicate, double loss) {
    return new Level(
        value,
        new Judgement(
            replicate,
            Outcome.COMPLETED,
            Mechanism.HEALTHY,
            OutcomeVerdict.LEARNED,
            Set.of(),
            loss,
            Double.NaN,
            Double.NaN,
            0,
            0,
            0));
  }

  @Test
  void onlySharedReplicatesArePaired() {
    List<Contrast> contrasts =
        Contrast.among(
            List.of(
                level("relu", 0, 1),
                level("relu", 1, 2),
                level("relu", 2, 9),
                level("tanh", 1, 5),
                level("tanh", 0, 2),
                level("elu", 7, 1)));
    assertThat(contrasts).hasSize(1);
    Interval loss = contrasts.get(0).difference(Judgement::finalLoss);
    assertThat(loss.n()).isEqualTo(2);
    assertThat(loss.mean()).isEqualTo(2);
    assertThat(loss.high())
        .as("t = 12.706 at 1 degree of freedom")
        .isCloseTo(2 + 12.706, within(1e-3));
    assertThat(contrasts.get(0).difference(Judgement::finalAccuracy).n()).isZero();
  }

  @Test
  void numbersAreOrderedBySizeAndNoneComesFirst() {
    assertThat(
            Contrast.among(
                List.of(
                    level("16", 0, 1), level("2", 0, 1), level("none", 0, 1), level("0.5", 0, 1))))
        .extracting(c -> c.from() + " " + c.to())
        .containsExactly("none 0.5", "none 2", "none 16", "0.5 2", "0.5 16", "2 16");
  }

  @Test
  void ofManyValuesEachIsPairedWithTheFirstAndTheNext() {
    var levels = new ArrayList<Level>();
    IntStream.range(0, 100).forEach(i -> levels.add(level(Integer.toString(i), 0, i)));
    List<Contrast> contrasts = Contrast.among(levels);
    assertThat(contrasts).hasSize(99 + 98);
    assertThat(contrasts.subList(0, 99)).allMatch(c -> c.from().equals("0"));
    assertThat(contrasts.subList(99, 197))
        .allMatch(c -> Integer.parseInt(c.to()) == Integer.parseInt(c.from()) + 1);
  }
}
