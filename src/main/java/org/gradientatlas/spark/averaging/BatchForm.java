package org.gradientatlas.spark.averaging;

import java.io.Serializable;
import java.util.stream.IntStream;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Targets;
import org.gradientatlas.train.Batch;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How examples travel through Deeplearning4j Spark: each as one row of numbers, which the worker's
 * network lays out anew, and its targets as another.
 *
 * @param shape of an example
 * @param outputs numbers in a target
 * @param steps targets of an example
 * @param classification whether the targets are classes
 */
record BatchForm(InputShape shape, int outputs, int steps, boolean classification)
    implements Serializable {
  static BatchForm of(Dataset data) {
    return new BatchForm(data.shape(), data.outputs(), data.steps(), data.classification());
  }

  /** Some examples of a data set of this form. */
  static DataSet pack(Dataset data, int[] rows, Precision precision) {
    int width = data.width();
    int outputs = data.outputs();
    float[] features = new float[rows.length * width];
    double[] targets = new double[rows.length * data.steps() * outputs];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(data.features(), rows[i] * width, features, i * width, width);
      for (int step = 0; step < data.steps(); step++) {
        data.targets().copy(rows[i], step, targets, (i * data.steps() + step) * outputs);
      }
    }
    INDArray labels =
        Nd4j.createFromArray(targets).reshape('c', rows.length, data.steps() * outputs);
    return new DataSet(
        Nd4j.createFromArray(features).reshape('c', rows.length, width),
        precision == Precision.FLOAT32 ? labels.castTo(DataType.FLOAT) : labels);
  }

  /** The same examples. */
  Batch unpack(INDArray features, INDArray labels) {
    var data =
        new Dataset(
            features.dup('c').data().asFloat(),
            shape,
            targets(new Targets.Numbers(labels.dup('c').data().asDouble(), outputs)));
    int[] rows = IntStream.range(0, data.size()).toArray();
    return new Batch(data, rows, rows.length);
  }

  private Targets targets(Targets.Numbers numbers) {
    if (!classification) {
      return numbers;
    }
    Targets.Classes classes = numbers.greatest();
    return steps == 1 ? classes : new Targets.StepClasses(classes.labels(), steps, outputs);
  }
}
