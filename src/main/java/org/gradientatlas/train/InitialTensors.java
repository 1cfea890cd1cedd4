package org.gradientatlas.train;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.LayerSite;
import org.gradientatlas.axis.architecture.TensorSite;
import org.gradientatlas.study.RandomStreams.Purpose;
import org.gradientatlas.study.Trial;

/** What the tensors of a network that is not dense start from, the same for every engine. */
public final class InitialTensors {
  /** More tensors than any layer has. */
  private static final int TENSORS = 64;

  private InitialTensors() {}

  /**
   * The initial numbers of a tensor.
   *
   * @param ordinal its place in the layer, from 0
   * @return row-major [rows, columns]
   */
  public static double[] of(Trial trial, LayerSite layer, int ordinal) {
    TensorSite tensor = layer.tensors().get(ordinal);
    double[] numbers = new double[Math.toIntExact(tensor.entries())];
    UniformRandomProvider random =
        trial.streams().stream(Purpose.TENSORS, layer.index() * TENSORS + ordinal);
    switch (tensor.role()) {
      case WEIGHTS -> draw(random, trial.network().initializer(), tensor, numbers);
      case INPUT_WEIGHTS -> draw(random, trial.network().inputInitializer(), tensor, numbers);
      case BIAS -> {
        Variant<Initializer> initializer = trial.network().initializer();
        initializer.type().fillBiases(random, initializer.array(), numbers);
        add(tensor.start(), numbers);
      }
      case SHIFT, GAIN, SCALE -> Arrays.fill(numbers, tensor.start());
    }
    return numbers;
  }

  private static void draw(
      UniformRandomProvider random,
      Variant<Initializer> initializer,
      TensorSite tensor,
      double[] weights) {
    int volume = tensor.fanOut() / tensor.columns();
    initializer
        .type()
        .fillKernel(random, volume, tensor.rows(), tensor.columns(), initializer.array(), weights);
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= tensor.depthFactor();
    }
  }

  private static void add(double start, double[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] += start;
    }
  }
}
