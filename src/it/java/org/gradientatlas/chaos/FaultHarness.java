package org.gradientatlas.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.gradientatlas.chaos.Fault.Needs;

/** The places that faults are provoked in, and a directory for what they leave. */
final class FaultHarness implements AutoCloseable {
  private final Path directory;
  private final Place local = Place.local(2);
  private final LocalCluster cluster;
  private final Baseline baseline;
  private int runs;

  /** Starts a cluster, and runs the study once undisturbed. */
  FaultHarness(Path directory) throws Exception {
    Disk.release(directory);
    clear(directory);
    this.directory = Files.createDirectories(directory).toAbsolutePath();
    this.baseline = Baseline.measure(this.directory, local);
    this.cluster = LocalCluster.start("chaos");
  }

  Baseline baseline() {
    return baseline;
  }

  Place local() {
    return local;
  }

  Place cluster() {
    return Place.on(cluster);
  }

  /** Faults that can be provoked here; says which cannot, and why. */
  static List<Fault> faults() throws Exception {
    String obstacle = Disk.obstacle();
    if (!obstacle.isEmpty()) {
      System.out.println("Skipped, for want of a file system of their own: " + obstacle);
    }
    return Stream.of(Fault.values())
        .filter(fault -> obstacle.isEmpty() || fault.needs() != Needs.DISK)
        .toList();
  }

  /** Provokes a fault; what is left of it is removed if the rows are right. */
  Result provoke(Fault fault, boolean onCluster, RandomGenerator random) throws Exception {
    Place place = onCluster || fault.needs() == Needs.CLUSTER ? cluster() : local;
    runs++;
    Path own = directory.resolve("run-%d".formatted(runs));
    String problem = "";
    try (var run = new FaultRun(baseline, place, own, random)) {
      try {
        fault.provokeIn(run);
      } catch (Exception | AssertionError e) {
        problem = "%s (see %s/log)".formatted(e.getMessage(), own);
      }
      run.writeLog();
      return result(fault, run, problem);
    } finally {
      cluster.restartIfDead();
      if (problem.isEmpty()) {
        clear(own);
      }
    }
  }

  private static Result result(Fault fault, FaultRun run, String problem) {
    return new Result(
        fault, run.place().label(), run.moment(), run.kept(), run.recoverySeconds(), problem);
  }

  private static void clear(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public void close() {
    cluster.close();
  }
}
