package org.gradientatlas.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrialIdTest {
  /** Stored results are found by these ids: a change here is a change of every table ever kept. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "0 | bbfd9b9e345a41be | training.engine = dl4j",
        "1 | f45ee49a4cdf2385 | training.engine = dl4j",
        "0 | 1b91ccca9dc7ae19 | training.engine = dl4j, grid { depth = 30, width = 100, initializer"
            + " = \"normal(1)\", activation = sigmoid, clip = \"value(0.5)\", learning-rate = 1e-9,"
            + " optimizer = adam, batch-size = 32, bias = false, loss = mse }",
        "0 | c1f1a91384b37133 | grid.initializer = \"scaled-normal(2)\"",
        "0 | bf493a6913dd1c25 | grid.initializer = \"scaled-normal(2,0.05)\"",
        "0 | c318c5f07925773d | study.seed = 7, training { steps = 1000, engine = nd4j, precision ="
            + " float64, record = [0, 10, 100] }",
        "0 | 899b551ccdc3be9a | training.blas-kernel = Haswell",
        "0 | f05c8926751a215b | training.engine = dl4j, data { type = csv, path = \"a b.csv\","
            + " features = [x, y] }",
        "0 | f05c8926751a215b | training.engine = dl4j, data { type = csv, path = \"a b.csv\","
            + " features = [x, y], time-steps = 1 }",
        "0 | cdb406e94b46ee29 | data { type = teacher, depth = 3, width = 10 }, training.engine ="
            + " dl4j",
      })
  void idsAreForEver(int index, String id, String study) {
    assertThat(Studies.of(study).grid().trial(index).identity().id()).isEqualTo(id);
  }

  @Test
  void anIdIsAHashOfItsCanonicalText() throws Exception {
    String text =
        "activation=relu\ndata.noise=0.5\nreplicate=1\nseed=42\n"
            + "training.engine=dl4j\ntraining.precision=float32\ntraining.record=every";
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));

    assertThat(
            Studies.of(
                    "training.engine = dl4j, grid.activation = relu, data.noise = 0.5,"
                        + " training.record = every")
                .grid()
                .trial(1)
                .identity()
                .id())
        .isEqualTo(HexFormat.of().formatHex(hash).substring(0, 16));
  }

  @Test
  void whateverChangesTheRowsChangesTheId() {
    Map<String, String> owners = new HashMap<>();
    for (String change :
        new String[] {
          "study.replicates = 3",
          "study.seed = 43",
          "grid.depth = 9",
          "grid.width = 65",
          "grid.initializer = he-normal",
          "grid.initializer = \"scaled-normal(1)\"",
          "grid.initializer = \"scaled-normal(1,1)\"",
          "grid.activation = relu",
          "grid.normalization = batch",
          "grid.normalization = layer",
          "grid.residual = scaled",
          "grid.residual = \"scaled(0.5)\"",
          "grid.residual = depth-scaled",
          "grid.residual = rezero",
          "grid.clip = \"value(1)\"",
          "grid.clip = \"layer-norm(1)\"",
          "grid.learning-rate = 0.06",
          "grid.optimizer = adam",
          "grid.batch-size = 65",
          "grid.bias = false",
          "grid.loss = mse",
          "training.steps = 201",
          "training.engine = dl4j",
          "training.precision = float64",
          "training.record = every",
          "training.record = [0, 5]",
          "training.jacobian-examples = 2",
          "training.blas-kernel = haswell",
          "training.blas-kernel = zen",
          "data.noise = 2",
          "data.classes = 11",
          "data.features = 65",
          "data.examples = 2049",
          "data.validation-fraction = 0.3",
          "data.standardize = false",
          "data.type = spirals",
          "data { type = spirals, turns = 2 }",
          "data.type = teacher",
          "data { type = idx, images = a, labels = b }",
          "data { type = idx, images = b, labels = a }",
          "data { type = idx, images = a, labels = b, as = rows }",
          "data { type = idx, images = a, labels = b, as = image }",
          "data.type = sequence",
          "data { type = sequence, time-steps = 51 }",
          "data { type = sequence, variance = 2 }",
          "data { type = sequence, standardize = true }",
          "data.type = adding, grid.loss = mse",
          "data { type = adding, time-steps = 51 }, grid.loss = mse",
          "data.type = copying, grid.architecture = \"recurrent(gru)\"",
          "data { type = copying, length = 9 }, grid.architecture = \"recurrent(gru)\"",
          "data { type = copying, symbols = 9 }, grid.architecture = \"recurrent(gru)\"",
          "data.type = images",
          "data { type = images, height = 17 }",
          "data { type = images, width = 17 }",
          "data { type = images, channels = 2 }",
          "data { type = csv, path = a, time-steps = 2 }",
          "data { type = csv, path = a }",
          "data { type = parquet, path = a }",
          "data { type = csv, path = a, features = [x] }",
          "data { type = csv, path = a, features = [x, y] }",
          "data { type = csv, path = a, features = [\"x, y\"] }",
          "data { type = csv, path = a, label = y }",
        }) {
      String before = owners.put(Studies.of(change).grid().trial(0).identity().id(), change);
      assertThat(before).as("%s has the id of %s", change, before).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "study.name = other",
        "study.replicates = 9",
        "commit.every = 1s",
        "training.trial-timeout = 5s",
        "training.blas-kernel = AUTO",
        "training.steps = 200",
        "grid.training.steps = [200, 300]",
        "grid.depth = [8, 9]",
        "grid.optimizer = { type = sgd }",
        "grid { normalization = none, residual = none }",
        "exclude = [\"replicate = 1\"]",
      })
  void whatDoesNotChangeTheRowsLeavesTheId(String change) {
    assertThat(Studies.of(change).grid().trial(0).identity().id())
        .isEqualTo(Studies.of("").grid().trial(0).identity().id());
  }
}
