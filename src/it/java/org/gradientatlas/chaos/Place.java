package org.gradientatlas.chaos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a study runs. */
record Place(String label, String localMaster, @Nullable LocalCluster optionalCluster) {
  /** In the driver, on so many cores, each task up to four times. */
  static Place local(int cores) {
    String master = "local[%d,4]".formatted(cores);
    return new Place(master, master, null);
  }

  static Place on(LocalCluster cluster) {
    return new Place("two workers", "", cluster);
  }

  boolean isCluster() {
    return optionalCluster != null;
  }

  LocalCluster cluster() {
    if (optionalCluster == null) {
      throw new IllegalStateException(label + " is no cluster");
    }
    return optionalCluster;
  }

  /** The command that trains what is missing of a study. */
  List<String> sweep(Path study, Path out, String... options) {
    String master = optionalCluster == null ? localMaster : optionalCluster.url();
    var command =
        new ArrayList<>(List.of("jobs/sweep", study.toString(), "--out", out.toString(), "--"));
    command.addAll(List.of("--master", master, "--conf", "spark.ui.enabled=false"));
    command.addAll(List.of(options));
    return command;
  }
}
