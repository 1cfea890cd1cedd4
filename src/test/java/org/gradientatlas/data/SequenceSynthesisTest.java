package org.gradientatlas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceSynthesisTest {
  private static Dataset draw(DataSpec.Synthetic spec) {
    return Drawn.dataset(Synthesis.draw(spec, RandomSource.XO_SHI_RO_256_PP.create(7)));
  }

  @Test
  void noiseHasItsVarianceAndNoMemory() {
    int steps = 10;
    int features = 4;
    Dataset data = draw(new SequenceSpec.Noise(features, 3, 6000, steps, 2.5, 0, false));
    double[] all =
        IntStream.range(0, data.features().length).mapToDouble(i -> data.features()[i]).toArray();
    // Five standard errors each.
    assertThat(StatUtils.mean(all)).isCloseTo(0, within(5 * Math.sqrt(2.5 / all.length)));
    assertThat(StatUtils.variance(all))
        .isCloseTo(2.5, within(2.5 * 5 * Math.sqrt(2.0 / all.length)));
    double[] now = Arrays.copyOf(all, all.length - features);
    double[] next = Arrays.copyOfRange(all, features, all.length);
    assertThat(new PearsonsCorrelation().correlation(now, next))
        .isCloseTo(0, within(5 / Math.sqrt(all.length)));
    int[] counts = new int[3];
    IntStream.range(0, data.size()).forEach(i -> counts[data.label(i)]++);
    assertThat(counts).containsOnly(2000);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 101})
  void theTargetOfAddingIsTheSumOfTheTwoMarkedNumbers(int steps) {
    Dataset data = draw(new SequenceSpec.Adding(4000, steps, 0, false));
    int half = steps / 2;
    int[] marks = new int[steps];
    double[] sums = Drawn.targets(data.targets());
    for (int i = 0; i < data.size(); i++) {
      double sum = 0;
      int first = 0;
      int second = 0;
      for (int t = 0; t < steps; t++) {
        float number = data.features()[2 * (i * steps + t)];
        float mark = data.features()[2 * (i * steps + t) + 1];
        assertThat(number).isBetween(0f, 1f);
        assertThat(mark).isIn(0f, 1f);
        sum += mark * (double) number;
        first += t < half && mark == 1 ? 1 : 0;
        second += t >= half && mark == 1 ? 1 : 0;
        marks[t] += (int) mark;
      }
      assertThat(first).isEqualTo(1);
      assertThat(second).isEqualTo(1);
      assertThat(sums[i]).isCloseTo(sum, within(1e-12));
    }
    // Every instant of a half is as likely; six standard errors of a binomial count.
    for (int t = 0; t < steps; t++) {
      double p = 1.0 / (t < half ? half : steps - half);
      double sd = Math.sqrt(4000 * p * (1 - p));
      assertThat((double) marks[t]).as("instant %d", t).isCloseTo(4000 * p, within(6 * sd + 1e-9));
    }
    double error = Arrays.stream(sums).map(y -> (y - 1) * (y - 1)).average().orElseThrow();
    // (y - 1)^2 of a triangular y has mean 1/6 and variance 1/15 - 1/36.
    assertThat(error).isCloseTo(1 / 6.0, within(5 * Math.sqrt((1 / 15.0 - 1 / 36.0) / 4000)));
  }

  @ParameterizedTest
  @CsvSource({"21,8,10", "30,8,10", "3,2,1", "50,1,4"})
  void copyingShowsSymbolsThenAMarkerAndWantsThemBack(int steps, int symbols, int length) {
    var spec = new SequenceSpec.Copying(2000, steps, symbols, length, 0, false);
    Dataset data = draw(spec);
    int[] counts = new int[symbols + 1];
    for (int i = 0; i < data.size(); i++) {
      int[] shown = new int[steps];
      for (int t = 0; t < steps; t++) {
        shown[t] = onlyOne(data.features(), (i * steps + t) * (symbols + 2), symbols + 2);
      }
      for (int t = 0; t < steps; t++) {
        int wanted = t < steps - length ? 0 : shown[t - (steps - length)];
        assertThat(data.label(i, t)).isEqualTo(wanted);
        if (t < length) {
          assertThat(shown[t]).isBetween(1, symbols);
          counts[shown[t]]++;
        } else {
          assertThat(shown[t]).isEqualTo(t == steps - length - 1 ? symbols + 1 : 0);
        }
      }
    }
    double each = 2000.0 * length / symbols;
    for (int symbol = 1; symbol <= symbols; symbol++) {
      assertThat((double) counts[symbol]).isCloseTo(each, within(6 * Math.sqrt(each)));
    }
  }

  private static int onlyOne(float[] features, int from, int count) {
    int one = -1;
    for (int i = 0; i < count; i++) {
      float x = features[from + i];
      assertThat(x).isIn(0f, 1f);
      if (x == 1) {
        assertThat(one).as("a second 1").isEqualTo(-1);
        one = i;
      }
    }
    assertThat(one).isNotNegative();
    return one;
  }
}
