package org.gradientatlas.train.nd4j.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.StepStats;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.Network;
import org.gradientatlas.train.nd4j.kernel.KernelProvider;

/** Laws of trained programs. */
final class ProgramRuns {
  private static final int STEPS = 4;

  /** Single precision, over a few steps. */
  private static final double TOLERANCE = 2e-3;

  /** Below that, digits of single precision are noise. */
  private static final double NEGLIGIBLE = 1e-4;

  private ProgramRuns() {}

  private static Batch batch(Dataset data, int count) {
    int[] rows = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] = i * 7 % data.size();
    }
    return new Batch(data, rows, count);
  }

  private static Batch batch(Trial trial, Dataset data) {
    return batch(data, trial.descent().batchSize());
  }

  /**
   * Vector loops in single precision make the rows that plain ones make in double precision, but
   * for the biases of keys: no loss depends on them, so that their gradient is rounding errors.
   */
  static void agree(Trial doubles, Trial floats, Dataset data) {
    Batch batch = batch(doubles, data);
    try (var plain = new ProgramNetwork(doubles, batch, KernelProvider.plain());
        var fast = new ProgramNetwork(floats, batch, KernelProvider.best())) {
      for (int step = 0; step < STEPS; step++) {
        List<LayerStats> expected = new ArrayList<>();
        List<LayerStats> actual = new ArrayList<>();
        StepStats one = plain.train(batch, step, true, expected::add);
        StepStats other = fast.train(batch, step, true, actual::add);
        String name = doubles.network().architecture().label() + " " + doubles.descent();
        near(name + " loss", one.loss(), other.loss());
        near(name + " norm", one.gradL2(), other.gradL2());
        for (int row = 0; row < expected.size(); row++) {
          if (!"k".equals(expected.get(row).place().tensor())) {
            agree(name, expected.get(row), actual.get(row));
          }
        }
      }
    }
  }

  private static void agree(String name, LayerStats expected, LayerStats actual) {
    String at = name + " " + expected.place();
    assertThat(actual.place()).isEqualTo(expected.place());
    near(at + " gradient", expected.gradient().values().l2(), actual.gradient().values().l2());
    near(at + " clipped", expected.clipping().l2(), actual.clipping().l2());
    near(at + " weights", expected.weights().l2(), actual.weights().l2());
    near(at + " delta", expected.backward().deltaRms(), actual.backward().deltaRms());
    near(at + " sd", expected.forward().activations().sd(), actual.forward().activations().sd());
    near(at + " rms", expected.stream().rms(), actual.stream().rms());
    near(at + " stream", expected.stream().deltaRms(), actual.stream().deltaRms());
    near(at + " cosine", expected.stream().tokenCosine(), actual.stream().tokenCosine());
  }

  private static void near(String name, double expected, double actual) {
    if (Double.isNaN(expected)) {
      assertThat(actual).as(name).isNaN();
      return;
    }
    double limit = TOLERANCE * Math.max(NEGLIGIBLE, Math.abs(expected));
    assertThat(actual).as(name).isBetween(expected - limit, expected + limit);
  }

  /** Two runs make the same rows and losses. */
  static void repeats(Trial trial, Dataset data) {
    assertThat(run(trial, data)).isEqualTo(run(trial, data));
  }

  private static List<String> run(Trial trial, Dataset data) {
    Batch batch = batch(trial, data);
    List<String> said = new ArrayList<>();
    try (Network network = new Nd4jEngine().open(trial, batch)) {
      for (int step = 0; step < STEPS; step++) {
        StepStats stats = network.train(batch, step, step % 2 == 0, row -> said.add(text(row)));
        said.add(stats.toString());
      }
    }
    return said;
  }

  private static String text(LayerStats row) {
    return row.toString().replaceAll("@[0-9a-f]+", "");
  }

  /** The scores of a batch's parts add up to its own. */
  static void scoresParts(Trial trial, Dataset data) {
    int all = trial.descent().batchSize();
    Batch batch = batch(trial, data);
    try (Network network = new Nd4jEngine().open(trial, batch)) {
      Network.Score whole = network.score(batch);
      Network.Score some = network.score(batch(data, all - 2));
      int[] rest = {batch.rows()[all - 2], batch.rows()[all - 1]};
      Network.Score others = network.score(new Batch(data, rest, 2));
      near("loss", whole.loss(), some.loss() + others.loss());
      assertThat(whole.correct()).isEqualTo(some.correct() + others.correct());
    }
  }
}
