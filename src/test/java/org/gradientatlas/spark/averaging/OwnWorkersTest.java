package org.gradientatlas.spark.averaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradientatlas.ProcessForTests;
import org.gradientatlas.query.StudyDatabase;
import org.gradientatlas.spark.SameRows;
import org.gradientatlas.spark.SilentJobs;
import org.gradientatlas.spark.sweep.SweepResult;
import org.gradientatlas.train.dl4j.own.OwnModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Workers with a network of the user's, wherever they run and however they end. */
class OwnWorkersTest {
  @TempDir Path scratch;

  @Test
  void rowsAreTheSameOnOneTaskSlotAndOnTwo() throws Exception {
    OwnKind.writeAll(scratch);
    Path file = scratch.resolve("study.conf");
    Files.writeString(file, OwnKind.RECURRENT.parallel("clip = none", 2, 2, 8));
    for (String slots : List.of("1", "2")) {
      var ended =
          ProcessForTests.run(
              "local[" + slots + "]",
              "train",
              file.toString(),
              "--out",
              scratch.resolve(slots).toString());
      assertThat(ended.exit()).as(ended.said()).isZero();
    }
    SameRows.check(scratch.resolve("2"), scratch.resolve("1"));
  }

  @Test
  void aWorkerThatDivergesEndsItsTrialWithTheRowsOfAll() throws Exception {
    var line =
        new MultiLayerNetwork(
            OwnModels.builder()
                .list()
                .layer(new DenseLayer.Builder().nIn(2).nOut(4).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(4)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    line.init();
    Files.write(scratch.resolve("line.zip"), OwnModels.zip(line, false));
    Files.writeString(
        scratch.resolve("outlier.csv"), "x,z,y\n" + "1,2,0.5\n-1,0.3,1\n".repeat(7) + "0,0,1e38\n");
    Path file = scratch.resolve("outlier.conf");
    Path out = scratch.resolve("outlier");
    Files.writeString(
        file,
        """
            study { name = outlier, replicates = 1, seed = 5 }
            grid {
              architecture = "own(line.zip)", depth = 1, width = 4, loss = mse
              train { workers = 2, averaging-frequency = 4, batch-size-per-worker = 1 }
            }
            data {
              type = csv, path = "outlier.csv", label = y, classification = false
              standardize = false, validation-fraction = 0
            }
            training { steps = 12, record = [0], engine = dl4j-spark, precision = float32 }
            """);
    assertThat(SilentJobs.sweep(file, out)).isInstanceOf(SweepResult.Done.class);
    try (var database = new StudyDatabase(out)) {
      assertThat(
              database.number(
                  "SELECT count(DISTINCT worker) FROM layers JOIN trials USING (trial_id)"
                      + " WHERE outcome = 'diverged' AND step = diverged_step"))
          .isEqualTo(2);
    }
  }
}
