package org.gradientatlas.train.nd4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.Convolution;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Targets;
import org.gradientatlas.measure.LayerStats;
import org.gradientatlas.measure.StepStats;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.Network;
import org.gradientatlas.train.TrialFixture;
import org.gradientatlas.train.nd4j.kernel.KernelProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolutional networks against differences, a longhand computation and each other. */
class ConvolutionProgramTest {
  private static final int[] KERNELS = {1, 3, 5};
  private static final int[] STRIDES = {1, 2, 3};

  /** Every setting, over images that are smaller and larger than kernels and products' pieces. */
  static Stream<Convolution> shapes() {
    var shapes = new ArrayList<Convolution>();
    for (int kernel : KERNELS) {
      for (int stride : STRIDES) {
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

  private static Dataset data(Convolution shape) {
    return shape.dimensions() == 1
        ? data(new InputShape.Sequence(7, 3))
        : data(new InputShape.Image(8, 9, 2));
  }

  private static Dataset data(InputShape shape) {
    int examples = 20;
    var random = new Random(3);
    float[] features = new float[examples * shape.size()];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextGaussian();
    }
    int[] labels = random.ints(examples, 0, 3).toArray();
    return new Dataset(features, shape, new Targets.Classes(labels, 3));
  }

  private static TrialFixture fixture(Convolution shape) {
    return new TrialFixture().architecture(shape).width(5);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void gradientsAgreeWithDifferences(Convolution shape) {
    Differences.check(fixture(shape).trial(), data(shape));
    Differences.check(fixture(shape).batchSize(1).bias(false).trial(), data(shape));
  }
}
