package org.gradientatlas.train.nd4j.network;

import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Targets;
import org.gradientatlas.train.Batch;

/** Gaussian sequences with random classes, the same at every call. */
final class Sequences {
  static final int FEATURES = 4;
  static final int CLASSES = 3;
  private static final int EXAMPLES = 20;

  private Sequences() {}

  /** With a class at the end. */
  static Dataset labelled(int timeSteps) {
    return of(timeSteps, FEATURES, 1, new Targets.Classes(labels(EXAMPLES), CLASSES));
  }

  /** With a class at each instant. */
  static Dataset labelledEach(int timeSteps) {
    int[] labels = labels(EXAMPLES * timeSteps);
    return of(timeSteps, FEATURES, 1, new Targets.StepClasses(labels, timeSteps, CLASSES));
  }

  static Dataset of(int timeSteps, int features, double variance, Targets targets) {
    return new Dataset(
        gaussian(targets.size() * timeSteps * features, variance),
        new InputShape.Sequence(timeSteps, features),
        targets);
  }

  /** The first examples as a batch. */
  static Batch first(Dataset data, int examples) {
    return new Batch(data, IntStream.range(0, examples).toArray(), examples);
  }

  /** A fixed linear loss of the outputs of so many examples. */
  static double[] cotangents(int examples) {
    return IntStream.range(0, examples * CLASSES).mapToDouble(i -> Math.cos(3.0 * i)).toArray();
  }

  private static float[] gaussian(int count, double variance) {
    var gaussian = ZigguratSampler.NormalizedGaussian.of(random());
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (Math.sqrt(variance) * gaussian.sample());
    }
    return numbers;
  }

  static int[] labels(int count) {
    UniformRandomProvider random = random();
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = random.nextInt(CLASSES);
    }
    return labels;
  }

  private static UniformRandomProvider random() {
    return RandomSource.XO_SHI_RO_256_PP.create(29);
  }
}
