package org.gradientatlas.train.nd4j.network;

import java.nio.FloatBuffer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.nd4j.memory.Arena;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.jspecify.annotations.Nullable;

/** The input of the first layer: the features of a batch, one example per row. */
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

  /** The greatest |feature| of the data last passed to {@link #measure}. */
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

  /** Finds the greatest |feature| of a data set, unless it was the last one measured. */
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
