package org.gradientatlas.data;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Draws smooth prototypes, and images around them. */
final class ImageSynthesis {
  /** Cosines in each direction: of 0 to 3 half waves. */
  private static final int WAVES = 4;

  private ImageSynthesis() {}

  static RawData draw(ImageSpec spec, UniformRandomProvider random) {
    SharedStateContinuousSampler normal = ZigguratSampler.NormalizedGaussian.of(random);
    int pixels = spec.shape().size();
    double[][] prototypes = new double[spec.classes()][];
    Arrays.setAll(prototypes, k -> prototype(spec, normal));
    int[] labels = Synthesis.labelsInTurn(spec.examples(), spec.classes());
    float[] features = new float[Math.multiplyExact(labels.length, pixels)];
    for (int i = 0; i < features.length; i++) {
      double center = prototypes[labels[i / pixels]][i % pixels];
      features[i] = (float) (center + spec.noise() * normal.sample());
    }
    return new RawData(features, spec.shape(), new Targets.Classes(labels, spec.classes()));
  }

  private static double[] prototype(ImageSpec spec, SharedStateContinuousSampler normal) {
    double[][] down = waves(spec.height());
    double[][] across = waves(spec.width());
    double[] pixels = new double[spec.shape().size()];
    for (int channel = 0; channel < spec.channels(); channel++) {
      for (double[] rows : down) {
        for (double[] columns : across) {
          add(rows, columns, normal.sample(), pixels, channel, spec.channels());
        }
      }
    }
    return pixels;
  }

  private static void add(
      double[] rows,
      double[] columns,
      double amplitude,
      double[] pixels,
      int channel,
      int channels) {
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < columns.length; x++) {
        int at = (y * columns.length + x) * channels + channel;
        pixels[at] += amplitude * rows[y] * columns[x];
      }
    }
  }

  /** The slowest functions of the cosine transform; the mean squares of all add up to 1. */
  private static double[][] waves(int size) {
    int count = Math.min(WAVES, size);
    double[][] waves = new double[count][size];
    for (int wave = 0; wave < count; wave++) {
      double height = Math.sqrt((wave == 0 ? 1.0 : 2.0) / count);
      for (int i = 0; i < size; i++) {
        waves[wave][i] = height * Math.cos(Math.PI * wave * (i + 0.5) / size);
      }
    }
    return waves;
  }
}
