package org.gradientatlas.data;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Draws sequences, example by example. */
final class SequenceSynthesis {
  private SequenceSynthesis() {}

  static RawData draw(SequenceSpec spec, UniformRandomProvider random) {
    if (spec instanceof SequenceSpec.Noise noise) {
      return noise(noise, random);
    }
    return spec instanceof SequenceSpec.Adding adding
        ? adding(adding, random)
        : copying((SequenceSpec.Copying) spec, random);
  }

  private static RawData noise(SequenceSpec.Noise spec, UniformRandomProvider random) {
    SharedStateContinuousSampler normal = ZigguratSampler.NormalizedGaussian.of(random);
    double sd = Math.sqrt(spec.variance());
    float[] features = features(spec);
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) (sd * normal.sample());
    }
    int[] labels = Synthesis.labelsInTurn(spec.examples(), spec.classes());
    return new RawData(features, spec.shape(), new Targets.Classes(labels, spec.classes()));
  }

  private static RawData adding(SequenceSpec.Adding spec, UniformRandomProvider random) {
    int steps = spec.timeSteps();
    float[] features = features(spec);
    double[] sums = new double[spec.examples()];
    for (int example = 0; example < sums.length; example++) {
      int start = example * steps;
      for (int step = 0; step < steps; step++) {
        features[2 * (start + step)] = random.nextFloat();
      }
      int half = steps / 2;
      int[] marked = {random.nextInt(half), half + random.nextInt(steps - half)};
      for (int step : marked) {
        features[2 * (start + step) + 1] = 1;
        sums[example] += features[2 * (start + step)];
      }
    }
    return new RawData(features, spec.shape(), new Targets.Numbers(sums, 1));
  }

  private static RawData copying(SequenceSpec.Copying spec, UniformRandomProvider random) {
    int steps = spec.timeSteps();
    int length = spec.length();
    int told = steps - length;
    float[] features = features(spec);
    int[] labels = new int[Math.multiplyExact(spec.examples(), steps)];
    int[] shown = new int[steps];
    for (int example = 0; example < spec.examples(); example++) {
      Arrays.fill(shown, 0);
      for (int i = 0; i < length; i++) {
        shown[i] = 1 + random.nextInt(spec.symbols());
        labels[example * steps + told + i] = shown[i];
      }
      shown[told - 1] = spec.symbols() + 1;
      for (int step = 0; step < steps; step++) {
        features[(example * steps + step) * spec.features() + shown[step]] = 1;
      }
    }
    var classes = new Targets.StepClasses(labels, steps, spec.outputs());
    return new RawData(features, spec.shape(), classes);
  }

  private static float[] features(SequenceSpec spec) {
    return new float[Math.multiplyExact(spec.examples(), spec.shape().size())];
  }
}
