package org.gradientatlas.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.gradientatlas.spark.SameRows;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One study in several places, and a few faults of {@code scripts/chaos}, by the scripts. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class FaultsIT {
  private static FaultHarness harness;

  @BeforeAll
  static void open() throws Exception {
    harness = new FaultHarness(Path.of("target", "faults"), Platform.LOCAL);
  }

  @AfterAll
  static void close() {
    harness.close();
  }

  @Test
  void rowsAreTheSameOnOneCoreOnTwoAndOnTwoWorkers(@TempDir Path scratch) throws Exception {
    Baseline baseline = harness.baseline();
    assertThat(baseline.undisturbed().waves()).isGreaterThan(10);
    for (Place place : new Place[] {Place.local(1), harness.cluster()}) {
      Path out = scratch.resolve(place.isCluster() ? "workers" : "one-core");
      Job.Ended ended =
          Job.run(place.sweep(baseline.study(), out.toString()).toArray(String[]::new));
      assertThat(ended.exit()).as(ended.said()).isZero();
      assertThat(SameRows.sha256(out, "true"))
          .as(place.label())
          .isEqualTo(baseline.undisturbed().sha256());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EXECUTOR_LEAVES, true",
    "ALL_KILLED, true",
    "TASKS_FAIL_TWICE, true",
    "DISK_FULL, false"
  })
  void nothingIsLost(Fault fault, boolean onCluster) throws Exception {
    assumeTrue(harness.faults().contains(fault), "no file system of its own");
    Result result = harness.provoke(fault, onCluster, new Random(7));
    System.out.println(result);
    assertThat(result.problem()).isEmpty();
  }
}
