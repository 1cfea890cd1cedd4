package org.gradientatlas.spark.averaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientatlas.train.dl4j.own.OwnModels;

/** A model, and data that it reads. */
enum OwnKind {
  STACK("stack.zip", "depth = 2, width = 5", "classes = 3, features = 4, examples = 90", 6),
  SKIP("skip.zip", "depth = 2, width = 5", "classes = 3, features = 4, examples = 90", 6),
  IMAGES(
      "images.zip",
      "depth = 3, width = 6",
      "type = images, classes = 3, height = 5, width = 5, examples = 90",
      8),
  RECURRENT(
      "recurrent.zip",
      "depth = 2, width = 5",
      "type = sequence, classes = 3, features = 2, time-steps = 6, examples = 90",
      11);

  private static final String STUDY =
      """
      study { name = own, replicates = 1, seed = 3 }
      grid { architecture = "own(%s)", %s, learning-rate = 0.1, %s }
      data { %s }
      training { steps = 8, record = every, precision = float64, engine = %s }
      """;

  private final String file;
  private final String size;
  private final String data;
  private final int tensors;

  OwnKind(String file, String size, String data, int tensors) {
    this.file = file;
    this.size = size;
    this.data = data;
    this.tensors = tensors;
  }

  String study(String train, String engine) {
    return STUDY.formatted(file, size, train, data, engine);
  }

  String parallel(String grid, int workers, int frequency, int examples) {
    String train =
        "train { workers = %d, averaging-frequency = %d, batch-size-per-worker = %d }"
            .formatted(workers, frequency, examples);
    return study(grid + ", " + train, "dl4j-spark");
  }

  String alone(String grid, int examples) {
    return study(grid + ", batch-size = " + examples, "dl4j");
  }

  String file() {
    return file;
  }

  /** Tensors that a gradient changes. */
  int tensors() {
    return tensors;
  }

  /** Writes the files of all models. */
  static void writeAll(Path folder) throws IOException {
    for (OwnKind kind : values()) {
      Files.write(folder.resolve(kind.file), OwnModels.zip(kind.model(), false));
    }
  }

  private Model model() {
    Model model =
        switch (this) {
          case STACK -> new MultiLayerNetwork(OwnModels.dense(4, 3));
          case SKIP -> new ComputationGraph(OwnModels.skip(4, 3));
          case IMAGES -> new MultiLayerNetwork(OwnModels.convolution(5, 1, 3));
          case RECURRENT -> new ComputationGraph(OwnModels.recurrent(2, 6, 3));
        };
    model.init();
    return model;
  }
}
