package org.gradientatlas.train.dl4j;

import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.train.dl4j.own.Layout;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Lays examples out as Deeplearning4j's layers read them. */
record OwnInput(Layout layout, InputShape shape, DataType type) {

  INDArray features(Examples examples) {
    int count = examples.count();
    double[] x = examples.features();
    return switch (layout) {
      case FLAT -> array(x, count, shape.size());
      case FLAT_CHANNELS -> array(channelsFirst(x, count), count, shape.size());
      case IMAGE -> {
        var image = (InputShape.Image) shape;
        yield array(
            channelsFirst(x, count), count, image.channels(), image.height(), image.width());
      }
      case SEQUENCE -> {
        var sequence = (InputShape.Sequence) shape;
        yield array(
            swapped(x, count, sequence.timeSteps(), sequence.features()),
            count,
            sequence.features(),
            sequence.timeSteps());
      }
    };
  }

  INDArray targets(double[] rowMajor, int count) {
    return array(rowMajor, count, rowMajor.length / count);
  }

  private double[] channelsFirst(double[] x, int count) {
    var image = (InputShape.Image) shape;
    return swapped(x, count, image.height() * image.width(), image.channels());
  }

  /** Each example's [rows, columns] as [columns, rows]. */
  private static double[] swapped(double[] x, int count, int rows, int columns) {
    double[] y = new double[x.length];
    for (int example = 0; example < count; example++) {
      int from = example * rows * columns;
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          y[from + column * rows + row] = x[from + row * columns + column];
        }
      }
    }
    return y;
  }

  private INDArray array(double[] rowMajor, long... sizes) {
    INDArray array = Nd4j.createUninitialized(type, sizes, 'c');
    Copies.assign(array, rowMajor);
    return array;
  }
}
