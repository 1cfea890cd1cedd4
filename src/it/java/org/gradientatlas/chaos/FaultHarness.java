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
  private final Platform platform;
  private final Places places;
  private final Baseline baseline;
  private int runs;

  /** Starts the platform, and runs the study once undisturbed. */
  FaultHarness(Path directory, Platform platform) throws Exception {
    Disk.release(directory);
    clear(directory);
    this.directory = Files.createDirectories(directory).toAbsolutePath();
    this.platform = platform;
    this.places = Places.open(platform);
    this.baseline = Baseline.measure(this.directory, places.first());
  }

  Baseline baseline() {
    return baseline;
  }

  /** Where executors are. */
  Place cluster() {
    return places.second();
  }

  /** Faults that can be provoked here; says which cannot, and why. */
  List<Fault> faults() throws Exception {
    String obstacle = platform == Platform.LOCAL ? Disk.obstacle() : "";
    if (!obstacle.isEmpty()) {
      System.out.println("Skipped, for want of a file system of their own: " + obstacle);
    }
    return Stream.of(Fault.values())
        .filter(fault -> fault.isOn(platform))
        .filter(fault -> obstacle.isEmpty() || fault.needs() != Needs.DISK)
        .toList();
  }

  /** Provokes a fault; what is left of it is removed if the rows are right. */
  Result provoke(Fault fault, boolean onCluster, RandomGenerator random) throws Exception {
    Place place = places.of(fault.needs(), onCluster);
    runs++;
    Path own = directory.resolve("run-%d".formatted(runs));
    String problem = "";
    try (var run = new FaultRun(baseline, places, place, own, random)) {
      try {
        fault.provokeIn(run);
      } catch (Exception | AssertionError e) {
        problem = "%s (see %s/log)".formatted(e.getMessage(), own);
      }
      run.writeLog();
      return result(fault, run, problem);
    } finally {
      places.restartIfDead();
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
    places.close();
  }
}
