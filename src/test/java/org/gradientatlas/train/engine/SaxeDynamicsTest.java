package org.gradientatlas.train.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.Network;
import org.gradientatlas.train.TrialFixture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A mode of a deep linear network follows a = a + rate a^(M-1) (s - a^M) exactly, M weight
 * matrices, whitened input and a teacher of strength s (Saxe 2013). Here all weights are equal: W =
 * a u u^T, u the unit vector of equal entries, and inputs are +-u.
 */
class SaxeDynamicsTest {
  private static final int UNITS = 4;
  private static final int MATRICES = 6;
  private static final double START = 0.9;
  private static final double TEACHER = 2;
  private static final double RATE = 0.01;
  private static final int STEPS = 200;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DL4J_SPARK")
  void aModeFollowsTheExactRecursion(EngineKind kind) {
    Trial trial =
        new TrialFixture()
            .depth(MATRICES - 1)
            .width(UNITS)
            .activation(Variant.of(Activation.IDENTITY))
            .initializer(Variant.of(Initializer.CONSTANT, START / UNITS))
            .loss(Loss.MSE)
            .bias(false)
            // The loss is a mean over outputs of squares: its slope has a factor 2 / UNITS.
            .learningRate(RATE * UNITS / 2)
            .precision(Precision.FLOAT64)
            .trial();
    Dataset data = data();
    int[] rows = {0, 1};
    var batch = new Batch(data, rows, rows.length);
    double a = START;
    try (Network network = Engines.of(kind).open(trial, batch)) {
      for (int step = 0; step < STEPS; step++) {
        List<LayerStats> layers = new ArrayList<>();
        network.train(batch, step, true, layers::add);
        for (LayerStats layer : layers) {
          assertThat(layer.weights().l2()).isCloseTo(a, within(1e-10));
        }
        a += RATE * Math.pow(a, MATRICES - 1) * (TEACHER - Math.pow(a, MATRICES));
      }
    }
    assertThat(a).isCloseTo(Math.pow(TEACHER, 1.0 / MATRICES), within(1e-3));
  }

  private static Dataset data() {
    float[] features = {0.5f, 0.5f, 0.5f, 0.5f, -0.5f, -0.5f, -0.5f, -0.5f};
    double[] targets = new double[features.length];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = TEACHER * features[i];
    }
    return Dataset.ofNumbers(features, UNITS, targets, UNITS);
  }
}
