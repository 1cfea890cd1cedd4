package org.gradientatlas.spark.averaging;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.gradientatlas.axis.BlasKernel;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.spark.input.TrialData;
import org.gradientatlas.spark.sweep.ExecutorNatives;
import org.gradientatlas.study.Trial;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Builds a worker's minibatches of a round from the rows given for each step. */
record WorkerBatches(Trial trial, TrialData data, @Nullable BlasKernel kernel)
    implements FlatMapFunction<int[][], DataSet> {

  @Override
  public Iterator<DataSet> call(int[][] steps) {
    ExecutorNatives.prepare(kernel);
    Dataset training = data.of(trial).training();
    List<DataSet> batches = new ArrayList<>();
    for (int[] rows : steps) {
      batches.add(batch(training, rows));
    }
    return batches.iterator();
  }

  private DataSet batch(Dataset training, int[] rows) {
    float[] features = new float[rows.length * training.width()];
    double[] targets = new double[rows.length * training.outputs()];
    for (int i = 0; i < rows.length; i++) {
      int width = training.width();
      int outputs = training.outputs();
      System.arraycopy(training.features(), rows[i] * width, features, i * width, width);
      training.targets().copy(rows[i], targets, i * outputs);
    }
    boolean single = trial.training().precision() == Precision.FLOAT32;
    INDArray labels = Nd4j.createFromArray(targets).reshape('c', rows.length, training.outputs());
    return new DataSet(
        Nd4j.createFromArray(features).reshape('c', rows.length, training.width()),
        single ? labels.castTo(DataType.FLOAT) : labels);
  }
}
