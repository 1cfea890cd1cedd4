package org.gradientatlas.spark.averaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Targets;
import org.gradientatlas.train.Batch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.dataset.DataSet;

/** What a worker is given is what the data set has. */
class BatchFormTest {
  private static final int EXAMPLES = 5;
  private static final int[] ROWS = {4, 0, 2};

  private static float[] features(InputShape shape) {
    float[] features = new float[EXAMPLES * shape.size()];
    var random = new Random(1);
    for (int i = 0; i < features.length; i++) {
      features[i] = random.nextFloat();
    }
    return features;
  }

  private static void check(InputShape shape, Targets targets, Precision precision) {
    var data = new Dataset(features(shape), shape, targets);
    DataSet packed = BatchForm.pack(data, ROWS, precision);
    Batch batch = BatchForm.of(data).unpack(packed.getFeatures(), packed.getLabels());
    assertThat(batch.data().shape()).isEqualTo(shape);
    assertThat(batch.count()).isEqualTo(ROWS.length);
    for (int i = 0; i < ROWS.length; i++) {
      int width = shape.size();
      assertThat(Arrays.copyOfRange(batch.data().features(), i * width, (i + 1) * width))
          .isEqualTo(Arrays.copyOfRange(data.features(), ROWS[i] * width, (ROWS[i] + 1) * width));
    }
    assertThat(batch.data().targets())
        .usingRecursiveComparison()
        .isEqualTo(data.targets().of(ROWS));
  }

  @ParameterizedTest
  @EnumSource
  void examplesKeepTheirShapeAndTheirTargets(Precision precision) {
    var classes = new Targets.Classes(new int[] {0, 2, 1, 1, 2}, 3);
    for (InputShape shape :
        List.of(
            new InputShape.Flat(4), new InputShape.Sequence(3, 2), new InputShape.Image(2, 3, 2))) {
      check(shape, classes, precision);
    }
  }

  @Test
  void everyStepKeepsItsClass() {
    check(
        new InputShape.Sequence(2, 2),
        new Targets.StepClasses(new int[] {0, 1, 2, 2, 1, 0, 0, 0, 2, 1}, 2, 3),
        Precision.FLOAT32);
  }

  @Test
  void numbersKeepTheirDigits() {
    double[] numbers = new Random(2).doubles(2 * EXAMPLES).toArray();
    check(new InputShape.Flat(3), new Targets.Numbers(numbers, 2), Precision.FLOAT64);
  }
}
