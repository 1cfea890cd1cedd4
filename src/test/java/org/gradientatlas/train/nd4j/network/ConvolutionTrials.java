package org.gradientatlas.train.nd4j.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.gradientatlas.axis.architecture.Convolution;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Targets;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.TrialFixture;

/** Small convolutional networks and data for them. */
final class ConvolutionTrials {
  static final int CLASSES = 3;

  private ConvolutionTrials() {}

  /** Every setting. */
  static Stream<Convolution> shapes() {
    var shapes = new ArrayList<Convolution>();
    for (int kernel : new int[] {1, 3, 5}) {
      for (int stride : new int[] {1, 2, 3}) {
        for (boolean circular : List.of(true, false)) {
          for (int dimensions : List.of(1, 2)) {
            for (boolean average : List.of(true, false)) {
              shapes.add(new Convolution(kernel, stride, circular, dimensions, average));
            }
          }
        }
      }
    }
    return shapes.stream();
  }

  static TrialFixture fixture(Convolution shape) {
    return new TrialFixture().architecture(shape).width(5);
  }

  /** Sequences, or images of more places than products that are split need. */
  static Dataset data(Convolution shape) {
    return shape.dimensions() == 1
        ? data(new InputShape.Sequence(7, 3), 20)
        : data(new InputShape.Image(8, 9, 2), 20);
  }

  /** Gaussian examples with random labels. */
  static Dataset data(InputShape shape, int examples) {
    var random = new Random(3);
    float[] features = new float[examples * shape.size()];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextGaussian();
    }
    int[] labels = random.ints(examples, 0, CLASSES).toArray();
    return new Dataset(features, shape, new Targets.Classes(labels, CLASSES));
  }

  static Batch batch(Dataset data, int size) {
    int[] rows = new int[size];
    for (int i = 0; i < size; i++) {
      rows[i] = 7 * i % data.size();
    }
    return new Batch(data, rows, size);
  }
}
