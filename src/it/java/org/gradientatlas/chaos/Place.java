package org.gradientatlas.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a study runs.
 *
 * @param master options of spark-submit that lead there; none for a standalone cluster, whose URL
 *     is another whenever it starts
 * @param optionalExecutors null if tasks run in the driver
 */
record Place(
    String label, List<String> master, @Nullable Executors optionalExecutors, Store store) {
  private static final String CLUSTER_MODE = "cluster";

  /** In the driver, on so many cores, each task up to four times. */
  static Place local(int cores) {
    String master = "local[%d,4]".formatted(cores);
    return new Place(master, List.of("--master", master), null, Store.LOCAL);
  }

  static Place on(LocalCluster cluster) {
    return new Place("two workers", List.of(), cluster, Store.LOCAL);
  }

  /** On YARN, with the driver here or on the cluster as well. */
  static Place yarn(Daemons yarn, String mode) {
    return new Place(
        "YARN, " + mode,
        List.of("--master", "yarn", "--deploy-mode", mode),
        new Containers(yarn),
        Store.of(yarn));
  }

  /** The same with its output elsewhere. */
  Place writingTo(Store other) {
    return new Place(label, master, optionalExecutors, other);
  }

  boolean isCluster() {
    return optionalExecutors != null;
  }

  /** Whether the job's process is the driver's. */
  boolean hasDriverHere() {
    return !master.contains(CLUSTER_MODE);
  }

  Executors executors() {
    if (optionalExecutors == null) {
      throw new IllegalStateException(label + " is no cluster");
    }
    return optionalExecutors;
  }

  LocalCluster cluster() {
    return (LocalCluster) executors();
  }

  Containers containers() {
    return (Containers) executors();
  }

  /** The command that trains what is missing of a study. */
  List<String> sweep(Path study, String out, String... options) {
    var command = new ArrayList<>(store.environment());
    command.addAll(List.of("jobs/sweep", study.toString(), "--out", out, "--"));
    command.addAll(
        optionalExecutors instanceof LocalCluster cluster
            ? List.of("--master", cluster.url())
            : master);
    command.addAll(List.of("--conf", "spark.ui.enabled=false"));
    command.addAll(List.of(options));
    return command;
  }

  /** Ends what a job that was killed may have left on a cluster. */
  void endContainers() throws IOException {
    if (optionalExecutors instanceof Containers containers) {
      containers.end();
    }
  }

  /** The command that examines an output. */
  List<String> doctor(String out, String... options) {
    var command = new ArrayList<>(store.environment());
    command.addAll(List.of("jobs/doctor", "--output", out));
    command.addAll(List.of(options));
    return command;
  }
}
