package org.gradientatlas.train.nd4j.network;

import java.nio.FloatBuffer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.nd4j.memory.Arena;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.jspecify.annotations.Nullable;

/** What the first layer reads: the features of a batch, one example a row. */
final class NetworkInput {
  private final Tensor features;
  private @Nullable Dataset measured;
  private double greatest;

  NetworkInput(Arena arena, int batchSize, int width) {
    this.features = arena.take(batchSize, width);
  }

  Tensor features() {
    return features;
  }

  /** The greatest |feature| of the data that {@link #measure} saw last. */
  double greatest() {
    return greatest;
  }

  /** Copies the features of a batch. */
  void load(Batch batch) {
    Dataset data = batch.data();
    int width = data.width();
    if (features.precision() == Precision.FLOAT32) {
      FloatBuffer floats = features.bytes().asFloatBuffer();
      for (int row = 0; row < batch.count(); row++) {
        floats.put(row * width, data.features(), batch.rows()[row] * width, width);
      }
    } else {
      for (int i = 0; i < batch.count() * width; i++) {
        features.set(i, data.features()[batch.rows()[i / width] * width + i % width]);
      }
    }
  }

  /** Bounds the features that a network learns from, once for each data set. */
  void measure(Dataset data) {
    if (!data.equals(measured)) {
      greatest = 0;
      for (float feature : data.features()) {
        greatest = Math.max(greatest, Math.abs(feature));
      }
      measured = data;
    }
  }
}
