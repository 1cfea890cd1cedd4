package org.gradientatlas.train.nd4j.program;

import java.nio.FloatBuffer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.nd4j.memory.Tensor;

/** Copies the features of a batch to the signal that a program reads. */
public final class ProgramInput {
  private final Tensor values;
  private final int batch;
  private final int instants;
  private final boolean timeMajor;

  /**
   * @param instants rows of an example
   * @param timeMajor whether the first instants of all examples come first; otherwise all instants
   *     of the first example
   */
  public ProgramInput(Tensor values, int batch, int instants, boolean timeMajor) {
    this.values = values;
    this.batch = batch;
    this.instants = instants;
    this.timeMajor = timeMajor;
  }

  /** Copies the batch; rows of examples that a smaller batch lacks become zeros. */
  public void load(Batch of) {
    if (of.count() < batch) {
      values.clear();
    }
    Dataset data = of.data();
    for (int example = 0; example < of.count(); example++) {
      for (int instant = 0; instant < instants; instant++) {
        int row = timeMajor ? instant * batch + example : example * instants + instant;
        copy(data.features(), (of.rows()[example] * instants + instant) * values.columns(), row);
      }
    }
  }

  private void copy(float[] features, int from, int row) {
    int columns = values.columns();
    if (values.precision() == Precision.FLOAT32) {
      FloatBuffer floats = values.floatBuffer();
      floats.put(row * columns, features, from, columns);
      return;
    }
    for (int i = 0; i < columns; i++) {
      values.set(row * columns + i, features[from + i]);
    }
  }
}
