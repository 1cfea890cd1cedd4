package org.gradientatlas.spark.averaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradientatlas.axis.architecture.OwnModel;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.Preparation;
import org.gradientatlas.data.Split;
import org.gradientatlas.query.StudyDatabase;
import org.gradientatlas.spark.CloseRows;
import org.gradientatlas.spark.SilentJobs;
import org.gradientatlas.spark.sweep.SweepResult;
import org.gradientatlas.study.RandomStreams;
import org.gradientatlas.study.Trial;
import org.gradientatlas.study.file.StudyFile;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.Batches;
import org.gradientatlas.train.dl4j.Dl4jEngine;
import org.gradientatlas.train.dl4j.FlatNetwork;
import org.gradientatlas.train.dl4j.own.OwnModels;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks of the user's on several workers, its tables read back by DuckDB. */
class OwnDataParallelTest {
  @TempDir Path scratch;

  @BeforeEach
  void writeModels() throws IOException {
    OwnKind.writeAll(scratch);
  }

  private Path train(String name, String text) throws IOException {
    Path file = scratch.resolve(name + ".conf");
    Files.writeString(file, text);
    Path out = scratch.resolve(name);
    assertThat(SilentJobs.sweep(file, out)).isInstanceOf(SweepResult.Done.class);
    return out;
  }

  @ParameterizedTest
  @EnumSource
  void oneWorkerIsTheReferenceStepForStep(OwnKind kind) throws Exception {
    String grid = "optimizer = adam, clip = \"global-norm(0.2)\"";
    Path alone = train("alone", kind.alone(grid, 12));
    Path parallel = train("parallel", kind.parallel(grid, 1, 2, 12));
    CloseRows.check(parallel, alone, 1e-12);
    try (var database = new StudyDatabase(parallel)) {
      assertThat(database.number("SELECT max(drift_l2) FROM steps")).isZero();
      assertThat(database.number("SELECT count(*) FROM layers WHERE worker = 0"))
          .as("tensors at 8 steps")
          .isEqualTo(8 * kind.tensors());
    }
  }

  /** Not of batch normalization, whose batches are the workers' own. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IMAGES")
  void averagingEveryStepIsOneNetworkOnAllExamples(OwnKind kind) throws Exception {
    Path alone = train("alone", kind.alone("clip = none", 24));
    Path parallel = train("parallel", kind.parallel("clip = none", 3, 1, 8));
    CloseRows.check(parallel, alone, 1e-9);
    try (var database = new StudyDatabase(parallel)) {
      assertThat(
              database.number(
                  "SELECT count(*) FROM layers WHERE drift_l2 > 0 AND tensor IS NOT NULL"))
          .as("tensors of 3 workers at 8 steps")
          .isEqualTo(3 * 8 * kind.tensors());
    }
  }

  /** With the optimizer's state and the running statistics of batch normalization. */
  @ParameterizedTest
  @EnumSource
  void twoWorkersAreTheMeanOfTwoNetworks(OwnKind kind) throws Exception {
    String text = kind.parallel("optimizer = adam", 2, 4, 8);
    Path out = train("parallel", text);
    Trial trial = StudyFile.load(scratch.resolve("parallel.conf"), List.of()).grid().trial(0);
    String file = ((OwnModel) trial.network().architecture()).file();
    var engine =
        new Dl4jEngine(
            Map.of(file, OwnModels.read(file, Files.readAllBytes(scratch.resolve(kind.file())))));
    Split data =
        Preparation.split(
            (DataSpec.Synthetic) trial.data(),
            trial.streams().stream(RandomStreams.Purpose.DATA, 0));
    var batches = new Batches(trial, data.training());
    try (FlatNetwork one = engine.open(trial, batches.first());
        FlatNetwork two = engine.open(trial, batches.first());
        var database = new StudyDatabase(out)) {
      for (int step = 0; step < 8; step++) {
        int[] rows = batches.next().rows();
        one.train(new Batch(data.training(), rows, 8), step, false, row -> {});
        two.train(
            new Batch(data.training(), Arrays.copyOfRange(rows, 8, 16), 8), step, false, row -> {});
        assertThat(database.number("SELECT drift_l2 FROM steps WHERE step = " + step))
            .isCloseTo(halfDistance(one, two), within(1e-12));
        if (step % 4 == 3) {
          double[] parameters = mean(one.descent().parameters(), two.descent().parameters());
          double[] state = mean(one.descent().state(), two.descent().state());
          one.descent().set(parameters, state);
          two.descent().set(parameters, state);
        }
      }
      int size = data.validation().size();
      var all = new Batch(data.validation(), IntStream.range(0, size).toArray(), size);
      assertThat(database.number("SELECT final_loss FROM trials"))
          .isCloseTo(one.score(all).loss() / size, within(1e-12));
    }
  }

  /** Of each from their mean, without running statistics. */
  private static double halfDistance(FlatNetwork one, FlatNetwork two) {
    double squares = 0;
    for (var tensor : one.model().paramTable().entrySet()) {
      if (!tensor.getKey().matches(".*_(mean|var|log10stdev)")) {
        double norm =
            tensor
                .getValue()
                .sub(two.model().getParam(tensor.getKey()))
                .norm2Number()
                .doubleValue();
        squares += norm * norm;
      }
    }
    return Math.sqrt(squares) / 2;
  }

  private static double[] mean(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> (a[i] + b[i]) / 2).toArray();
  }
}
