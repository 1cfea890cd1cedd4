package org.gradientatlas.train;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.study.RandomStreams.Purpose;
import org.gradientatlas.study.Trial;

/**
 * The batches of a trial: the training examples in a new random order each epoch, cut into full
 * batches. The order depends on the replicate only.
 */
public final class Batches {
  private final Dataset data;
  private final UniformRandomProvider random;
  private final int[] order;
  private final int[] rows;
  private int at;

  /**
   * Starts at the first batch.
   *
   * @throws IllegalArgumentException if there are fewer examples than a batch holds
   */
  public Batches(Trial trial, Dataset data) {
    if (trial.descent().batchSize() > data.size()) {
      throw new IllegalArgumentException(
          "batch-size = "
              + trial.descent().batchSize()
              + " exceeds the "
              + data.size()
              + " training examples");
    }
    this.data = data;
    this.random = trial.streams().stream(Purpose.BATCHES, 0);
    this.order =
        ArraySampler.shuffle(random, java.util.stream.IntStream.range(0, data.size()).toArray());
    this.rows = new int[trial.descent().batchSize()];
  }

  /** The first batch, without advancing. */
  public Batch first() {
    return new Batch(data, java.util.Arrays.copyOf(order, rows.length), rows.length);
  }

  /** The next batch; valid until the next call. */
  public Batch next() {
    if (at + rows.length > order.length) {
      ArraySampler.shuffle(random, order);
      at = 0;
    }
    System.arraycopy(order, at, rows, 0, rows.length);
    at += rows.length;
    return new Batch(data, rows, rows.length);
  }
}
