package org.gradientatlas.spark.stored;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gradientatlas.ProcessForTests;
import org.gradientatlas.query.StudyDatabase;
import org.gradientatlas.spark.SilentJobs;
import org.gradientatlas.spark.stored.StudyStatus.Found;
import org.gradientatlas.spark.sweep.SweepResult;
import org.gradientatlas.table.output.HadoopSettings;
import org.gradientatlas.table.output.Status;
import org.gradientatlas.table.output.StudyDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run says of itself while it works and afterwards, and when it stops by itself. */
class StatusTest {
  /** 12 trials, one a wave; every second pair of them fails. */
  private static final String STUDY =
      """
      study { name = few, replicates = 1 }
      grid {
        depth = 1, width = [4, 5, 6], batch-size = 8, learning-rate = [0.1, 0.2]
        data.examples = [40, 500000000]
      }
      data { classes = 2, features = 1 }
      training { steps = 2 }
      commit { every = 1ms, max-failed = "%s" }
      """;

  @TempDir Path scratch;

  private Path study(String budget) throws IOException {
    return Files.writeString(scratch.resolve("few.conf"), STUDY.formatted(budget));
  }

  private SweepResult sweep(String budget) throws IOException {
    return SilentJobs.sweep(study(budget), out());
  }

  private Path out() {
    return scratch.resolve("out");
  }

  private Found status() throws IOException {
    return new StudyStatus(out().toString(), HadoopSettings.settings()).find();
  }

  @Test
  void aRunThatIsDoneSaysHowItsTrialsEnded() throws Exception {
    assertThat(sweep("none")).isInstanceOf(SweepResult.Done.class);
    Found found = status();
    assertThat(found.ending()).isEqualTo(RunState.FAILED_TRIALS);
    assertThat(found.text())
        .startsWith("study few: done\n  12 of 12 trials done: 6 completed, 6 failed\n")
        .containsPattern("(\\d+) of \\1 waves of this run, ")
        .contains("the data of a trial needs another")
        .contains("  tables file:" + out() + "/{trials,steps,layers}/*.parquet\n")
        .contains("\n\nTrials that completed, + d diverged,")
        .containsPattern("\nGuessing the most frequent class gives \\d+ %\\.\n")
        .contains("\nMeasured on 8 to 100000000 validation examples.\nEach cell has one network,")
        .doesNotContain("  report ");
    assertThat(found.json())
        .contains("\"state\" : \"done\"")
        .contains("\"failed\" : 6")
        .contains("\"pid\" : " + ProcessHandle.current().pid())
        .containsPattern("\"updated\" : \"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\"");
    assertThat(Files.exists(out().resolve("__STATUS.json.draft"))).isFalse();
  }

  /** A process that has ended, as Ctrl-C leaves it. */
  @Test
  void aRunThatEndedAfterTrainingNamesItsPhase() throws Exception {
    assertThat(SilentJobs.sweep(study("100%").toAbsolutePath(), out()))
        .isInstanceOf(SweepResult.Done.class);
    StudyDirectory directory = StudyDirectory.at(out().toString(), HadoopSettings.settings());
    Status.enter(directory, "diagnosing");
    assertThat(status().ending()).isEqualTo(RunState.RUNNING);
    assertThat(status().text()).startsWith("study few: all trials are trained, now diagnosing (");

    Path file = out().resolve("_STATUS.json");
    String mine = "\"pid\" : " + ProcessHandle.current().pid();
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.writeString(file, Files.readString(file).replace(mine, "\"pid\" : " + dead.pid()));
    assertThat(status().ending()).isEqualTo(RunState.INTERRUPTED);
    assertThat(status().text())
        .startsWith(
            "study few: interrupted while diagnosing. All trials are trained; the same command"
                + " goes on from there.\n");

    Status.enter(directory, null);
    assertThat(status().text()).startsWith("study few: done\n");
    Status.failIn(directory, "diagnosing");
    assertThat(status().ending()).isEqualTo(RunState.FAILED);
    assertThat(status().text()).contains("it broke off while diagnosing.");
  }

  @Test
  void pastItsBudgetARunStopsAndSaysWhichErrorRepeats() throws Exception {
    var stopped = (SweepResult.Stopped) sweep("10%");
    assertThat(stopped.why())
        .startsWith("2 trials failed; commit.max-failed = 10% lets 1 of 12 fail.")
        .containsPattern(
            "Most frequent, in 2 of them \\(trial [0-9a-f]{16}, say\\): .*more than the heap has"
                + " left")
        .contains("--set commit.max-failed");
    Found found = status();
    assertThat(found.ending()).isEqualTo(RunState.FAILED_TRIALS);
    assertThat(found.text()).startsWith("study few: stopped. 2 trials failed; ");
    int kept = trials();
    assertThat(kept).isLessThan(12);
    assertThat(sweep("10%")).as("nothing more is trained").isInstanceOf(SweepResult.Stopped.class);
    assertThat(trials()).isEqualTo(kept);
    assertThat(sweep("3")).isInstanceOf(SweepResult.Stopped.class);
    assertThat(trials()).as("another budget is the same study").isGreaterThan(kept).isLessThan(12);
    var done = (SweepResult.Done) sweep("6");
    assertThat(done.failed()).isEqualTo(6);
    assertThat(trials()).isEqualTo(12);
  }

  private int trials() throws Exception {
    try (var database = new StudyDatabase(out())) {
      return (int) database.number("SELECT count(*) FROM trials");
    }
  }

  @Test
  void whereThereIsNoStudyItSaysSo() throws Exception {
    assertThat(status().ending()).isEqualTo(RunState.NONE);
    assertThat(status().text()).contains("holds no trained study: give");
    sweep("none");
    Files.delete(out().resolve("_STATUS.json"));
    assertThat(status().ending()).isEqualTo(RunState.NONE);
    assertThat(status().text()).contains("has no _STATUS.json").contains("jobs/doctor --out");
  }

  /** In processes of their own: while it runs, killed, and begun again. */
  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void aRunThatIsKilledIsKnownToBeDeadAndTheNextTakesOver() throws Exception {
    Path file = Files.writeString(scratch.resolve("long.conf"), LONG);
    Path log = scratch.resolve("log");
    List<String> command = List.of("sweep", file.toString(), "--out", out().toString());
    Process process = ProcessForTests.start("local[1]", log, command);
    while (process.isAlive() && !Files.exists(out().resolve("trials/wave-000001-000.parquet"))) {
      Thread.sleep(20);
    }
    var second = ProcessForTests.run("local[1]", command.toArray(String[]::new));
    assertThat(second.exit()).as(second.said()).isEqualTo(4);
    assertThat(second.said())
        .contains("is held by another run (process " + process.pid() + " on ")
        .contains(" --wait-for-lock DURATION waits for it")
        .doesNotContain("Exception");
    assertThat(out().resolve("_spark-events").toFile().list()).as("its log is gone").hasSize(1);
    Found running = status();
    assertThat(running.ending()).as(running.text()).isEqualTo(RunState.RUNNING);
    assertThat(running.text())
        .startsWith("study long: running (process " + process.pid() + " on ")
        .contains("event log file:" + out() + "/_spark-events/");
    process.destroyForcibly().waitFor();
    Found dead = status();
    assertThat(dead.ending()).isEqualTo(RunState.FAILED);
    assertThat(dead.text())
        .startsWith("study long: died (process " + process.pid() + " on ")
        .contains("The same command goes on from the last wave.");
    assertThat(out().resolve("_LOCK")).exists();
    Process next = ProcessForTests.start("local[1]", log, command);
    while (next.isAlive() && !status().json().contains("\"pid\" : " + next.pid())) {
      Thread.sleep(20);
    }
    assertThat(status().text()).contains("running (process " + next.pid() + " on ");
    new ProcessBuilder("kill", "-TERM", Long.toString(next.pid())).start().waitFor();
    assertThat(next.waitFor()).as(Files.readString(log)).isEqualTo(143);
    assertThat(status().ending()).as(status().text()).isEqualTo(RunState.INTERRUPTED);
    try (var logs = Files.list(out().resolve("_spark-events"))) {
      assertThat(logs.map(one -> one.getFileName().toString()))
          .allMatch(name -> name.contains("local-") && name.contains(".zstd"));
    }
  }

  /** Minutes of work in many waves. */
  private static final String LONG =
      """
      study { name = long, replicates = 2000 }
      grid { depth = 4, width = 64, activation = tanh, batch-size = 32 }
      data { classes = 4, features = 8, examples = 160 }
      training { steps = 400 }
      commit { every = 200ms }
      """;
}
