package org.gradientatlas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Consumer;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Targets;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.StepStats;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  /** Says 0 at each step, and loses the class of an example's first step. */
  private static final class AlwaysZero implements Network {
    @Override
    public Score score(Batch batch) {
      double loss = 0;
      int correct = 0;
      for (int i = 0; i < batch.count(); i++) {
        int example = batch.rows()[i];
        loss += batch.data().label(example, 0);
        for (int step = 0; step < batch.data().steps(); step++) {
          correct += batch.data().label(example, step) == 0 ? 1 : 0;
        }
      }
      return new Score(loss, correct);
    }

    @Override
    public void probe(Batch batch, double[] cotangents, Consumer<LayerStats> layers) {
      throw new UnsupportedOperationException();
    }

    @Override
    public StepStats train(Batch batch, int step, boolean record, Consumer<LayerStats> layers) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }

  @Test
  void accuracyIsTheShareOfStepsAndLossTheMeanOfExamples() {
    var classes = new Targets.StepClasses(new int[] {2, 0, 0, 0, 0, 1, 1, 1, 0}, 3, 3);
    var series = new Dataset(new float[9], new InputShape.Sequence(3, 1), classes);
    try (var network = new AlwaysZero()) {
      Evaluation all = Evaluation.of(network, series, 2);
      assertThat(all.accuracy()).isCloseTo(5 / 9.0, within(1e-15));
      assertThat(all.loss()).isCloseTo((2 + 0 + 1) / 3.0, within(1e-15));
      Evaluation first = Evaluation.of(network, series, 2, 2);
      assertThat(first.accuracy()).isCloseTo(4 / 6.0, within(1e-15));
      assertThat(first.loss()).isCloseTo(1, within(1e-15));
    }
  }
}
