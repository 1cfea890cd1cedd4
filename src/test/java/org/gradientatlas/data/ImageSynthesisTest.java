package org.gradientatlas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.rng.simple.RandomSource;
import org.gradientatlas.axis.architecture.InputShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageSynthesisTest {
  private static Dataset draw(ImageSpec spec) {
    return Drawn.dataset(Synthesis.draw(spec, RandomSource.XO_SHI_RO_256_PP.create(7)));
  }

  /** Without noise an example is its prototype. 16 amplitudes each: sd sqrt(2/16) of a mean. */
  @ParameterizedTest
  @CsvSource({"16,16,1", "5,9,3", "1,32,1", "2,2,2"})
  void prototypesHaveUnitMeanSquare(int height, int width, int channels) {
    int classes = 2000;
    Dataset data = draw(new ImageSpec(classes, height, width, channels, classes, 0, 0, false));
    assertThat(data.shape()).isEqualTo(new InputShape.Image(height, width, channels));
    int free = Math.min(4, height) * Math.min(4, width) * channels * classes;
    assertThat(data.meanSquare()).isCloseTo(1, within(6 * Math.sqrt(2.0 / free)));
  }

  /** Neighbours of a sum of at most 1.5 waves over 32 pixels differ little; channels are apart. */
  @Test
  void prototypesAreSmoothWithinAChannel() {
    int size = 32;
    Dataset data = draw(new ImageSpec(50, size, size, 2, 50, 0, 0, false));
    double across = 0;
    double down = 0;
    double between = 0;
    int count = 0;
    for (int k = 0; k < 50; k++) {
      for (int y = 0; y + 1 < size; y++) {
        for (int x = 0; x + 1 < size; x++) {
          double here = pixel(data, k, y, x, 0, size);
          across += Math.pow(here - pixel(data, k, y, x + 1, 0, size), 2);
          down += Math.pow(here - pixel(data, k, y + 1, x, 0, size), 2);
          between += Math.pow(here - pixel(data, k, y, x, 1, size), 2);
          count++;
        }
      }
    }
    assertThat(across / count).isLessThan(0.05);
    assertThat(down / count).isLessThan(0.05);
    assertThat(between / count).isBetween(1.0, 3.0);
  }

  private static double pixel(Dataset data, int image, int y, int x, int channel, int size) {
    return data.features()[((image * size + y) * size + x) * 2 + channel];
  }

  @Test
  void imagesScatterAroundTheirPrototypes() {
    int pixels = 8 * 6;
    Dataset data = draw(new ImageSpec(5, 8, 6, 1, 10_000, 0.5, 0, false));
    double[] means = new double[5 * pixels];
    for (int i = 0; i < data.features().length; i++) {
      means[data.label(i / pixels) * pixels + i % pixels] += data.features()[i] / 2000.0;
    }
    double[] noise = new double[data.features().length];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = data.features()[i] - means[data.label(i / pixels) * pixels + i % pixels];
    }
    // The mean of 2000 takes 1/2000 of the noise.
    assertThat(StatUtils.variance(noise))
        .isCloseTo(0.25 * (1 - 1 / 2000.0), within(0.25 * 5 * Math.sqrt(2.0 / noise.length)));
    assertThat(StatUtils.variance(means)).isGreaterThan(0.3);
  }
}
