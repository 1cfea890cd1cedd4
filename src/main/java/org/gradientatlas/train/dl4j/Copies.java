package org.gradientatlas.train.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Copies between ND4J's arrays and Java's. */
final class Copies {
  private Copies() {}

  /** The entries, row by row. */
  static double[] rowMajor(INDArray array) {
    return array.dup('c').data().asDouble();
  }

  /** Writes entries given row by row, rounded to the array's type. */
  static void assign(INDArray array, double[] rowMajor) {
    try (INDArray values = Nd4j.createFromArray(rowMajor)) {
      array.assign(values.reshape('c', array.shape()));
    }
  }
}
