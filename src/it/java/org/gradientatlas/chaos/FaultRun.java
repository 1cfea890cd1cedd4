package org.gradientatlas.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.gradientatlas.spark.SameRows;

/** One study in one place, to which one fault happens; then its rows are looked at. */
final class FaultRun implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Baseline baseline;
  private final Places places;
  private final Place place;
  private final Path directory;
  private final Moment moment;
  private final RandomGenerator random;
  private final Deque<AutoCloseable> resources = new ArrayDeque<>();
  private final Map<String, String> kept = new HashMap<>();
  private final List<String> said = new ArrayList<>();
  private long faultMillis;
  private double recoverySeconds = Double.NaN;
  private Path study;
  private String condition = "true";

  /**
   * @param place one of the places
   * @param directory of its own, which does not exist
   */
  FaultRun(Baseline baseline, Places places, Place place, Path directory, RandomGenerator random)
      throws IOException {
    this.baseline = baseline;
    this.places = places;
    this.place = place;
    this.directory = Files.createDirectories(directory);
    this.random = random;
    this.moment = Moment.random(random, baseline.undisturbed().waves());
    this.study = baseline.study();
  }

  Place place() {
    return place;
  }

  /** The daemons that the platform consists of. */
  Daemons platform() {
    return places.platform();
  }

  Moment moment() {
    return moment;
  }

  RandomGenerator random() {
    return random;
  }

  Undisturbed undisturbed() {
    return baseline.undisturbed();
  }

  /** The output on this machine's disk, if it is there. */
  Path out() {
    return directory.resolve("out");
  }

  Output output() {
    return place.store().output(directory);
  }

  /** The tables as they are now, on this machine's disk. */
  Path tables() throws IOException {
    if (place.store().isLocal()) {
      return out();
    }
    Path copy = directory.resolve("tables");
    output().copyTo(copy);
    return copy;
  }

  /** Something to close once the rows have been looked at. */
  <R extends AutoCloseable> R keep(R resource) {
    resources.push(resource);
    return resource;
  }

  /**
   * Runs another study instead, with more trials.
   *
   * @param sharedTrials SQL: which of its trials the undisturbed one has
   */
  void useStudy(String text, String sharedTrials) throws IOException {
    condition = sharedTrials;
    study = Files.writeString(directory.resolve("study.conf"), text);
  }

  /** Starts the study, or resumes it. */
  Job start(String... options) throws Exception {
    Job job = Job.start(place.sweep(study, output().address(), options));
    resources.push(
        () -> {
          job.kill();
          place.endContainers();
        });
    return job;
  }

  /** Starts it, and waits for the moment of the fault. */
  Job startAndWait(Moment when, String... options) throws Exception {
    Job job = start(options);
    when.await(job, output(), undisturbed());
    return job;
  }

  /** What is committed now must be there in the end, and recovery is timed from here. */
  void recoveryStarts() throws Exception {
    faultMillis = System.currentTimeMillis();
    if (output().waves() > 0) {
      kept.putAll(Rows.finished(tables()));
    }
  }

  /** Recovery is timed from here, and may train anew what is committed. */
  void repairStarts() {
    faultMillis = System.currentTimeMillis();
  }

  /** Waits for the end of a job, which should end so. */
  Job.Ended end(Job job, int exit) throws Exception {
    Job.Ended ended = end(job);
    expect(ended.exit() == exit, "exit code %d instead of %d".formatted(ended.exit(), exit));
    return ended;
  }

  /** Waits for the end of a job; it may never show a stack trace. */
  Job.Ended end(Job job) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (job.isRunning() && System.nanoTime() < deadline) {
      if (Double.isNaN(recoverySeconds) && faultMillis > 0 && output().hasWaveSince(faultMillis)) {
        recoverySeconds = (System.currentTimeMillis() - faultMillis) / 1e3;
      }
      Thread.sleep(10);
    }
    Job.Ended ended = job.end(Duration.ofSeconds(1));
    said.add(ended.said());
    // Of a driver elsewhere, spark-submit says how its application ended, with its own stack.
    expect(!place.hasDriverHere() || !ended.said().contains("\tat "), "a stack trace");
    return ended;
  }

  void expect(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError(otherwise);
    }
  }

  /** The rows must be those of the undisturbed run, apart from trials that were to fail. */
  void expectUndisturbedRows() throws Exception {
    Rows.expectComplete(tables());
    String sha256 = SameRows.sha256(tables(), condition);
    expect(sha256.equals(undisturbed().sha256()), "other rows than undisturbed");
    Map<String, String> now = Rows.finished(tables());
    expect(now.entrySet().containsAll(kept.entrySet()), "committed trials were lost");
    end(Job.start(place.doctor(output().address())), 0);
    expect(output().leftovers().isEmpty(), "files are left: " + output().leftovers());
  }

  /** Trials that were committed at the fault, and kept. */
  int kept() {
    return kept.size();
  }

  /** From the fault, or from the repair, to the next wave; NaN if there was none to wait for. */
  double recoverySeconds() {
    return recoverySeconds;
  }

  /** All that the jobs said, for a person who looks for what went wrong. */
  void writeLog() throws IOException {
    Files.writeString(directory.resolve("log"), String.join("\n----\n", said));
  }

  @Override
  public void close() throws Exception {
    while (!resources.isEmpty()) {
      resources.pop().close();
    }
  }
}
