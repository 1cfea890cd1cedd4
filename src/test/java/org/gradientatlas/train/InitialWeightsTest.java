package org.gradientatlas.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.study.Trial;
import org.junit.jupiter.api.Test;

class InitialWeightsTest {
  private static double[] biases(int layer, double sb2) {
    var initializer = Variant.of(Initializer.SCALED_NORMAL, 1, sb2);
    return of(initializer).biases(layer);
  }

  private static InitialWeights of(Variant<Initializer> initializer) {
    Trial trial = new TrialFixture().initializer(initializer).trial();
    return InitialWeights.of(trial, new Batches(trial, TrialFixture.data()).first());
  }

  @Test
  void everyLayerHasBiasesOfItsOwnAndTheyAreNotItsWeights() {
    var initializer = Variant.of(Initializer.SCALED_NORMAL, 6, 1);
    double[] weights = of(initializer).weights(2);
    assertThat(biases(1, 1)).doesNotContain(biases(2, 1)).doesNotContain(weights);
  }

  @Test
  void biasesOfAReplicateDifferInScaleOnly() {
    double[] twice = Arrays.stream(biases(1, 0.25)).map(b -> 2 * b).toArray();
    assertThat(biases(1, 1)).isEqualTo(twice);
    assertThat(biases(1, 0)).containsOnly(0);
  }
}
