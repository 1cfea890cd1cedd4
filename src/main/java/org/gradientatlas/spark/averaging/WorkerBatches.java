package org.gradientatlas.spark.averaging;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.spark.sweep.ExecutorNatives;
import org.nd4j.linalg.dataset.DataSet;

/** Builds a worker's minibatches of a round from the rows given for each step. */
record WorkerBatches(AveragingRound round) implements FlatMapFunction<int[][], DataSet> {

  @Override
  public Iterator<DataSet> call(int[][] steps) {
    ExecutorNatives.prepare(round.kernel());
    Dataset training = round.data().of(round.trial()).training();
    List<DataSet> batches = new ArrayList<>();
    for (int[] rows : steps) {
      batches.add(BatchForm.pack(training, rows, round.trial().training().precision()));
    }
    return batches.iterator();
  }
}
