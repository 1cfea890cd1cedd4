package org.gradientatlas.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.gradientatlas.spark.SameRows;

/** The study that faults happen to, and how it runs when none does. */
public record Baseline(Path study, Undisturbed undisturbed) {
  /** The trials of a wave take a few tasks, so that there is something to break in it. */
  static final String CELLS =
      """
      {
        depth = [4, 8], width = 32, activation = [relu, tanh], batch-size = 32
        initializer = [he-normal, { type = normal, sd = 0.5 }], learning-rate = [0.05, 0.5]
        clip = [none, { type = global-norm, threshold = 1 }]
      }
      {
        architecture = ["recurrent(tanh)", "recurrent(lstm)", "recurrent(gru)", "convolution(dimensions=1)"
          residual-blocks, "transformer(heads=2)"]
        depth = 4, width = 8, batch-size = 16, training.steps = 60, data.type = sequence, data.time-steps = 6
      }
      """;

  private static final String STUDY =
      """
      study { name = chaos, replicates = 2, seed = 11 }
      grid = [ %s ]
      data { classes = 4, features = 16, examples = 256 }
      training { steps = 2000, trial-timeout = %s }
      commit { every = 80ms }
      """;

  /** The study with further cells. */
  static String text(String more, String timeout) {
    return STUDY.formatted(CELLS + more, timeout);
  }

  /** Writes the study, and runs it undisturbed. */
  static Baseline measure(Path directory, Place place) throws Exception {
    Path study = Files.writeString(directory.resolve("chaos.conf"), text("", "none"));
    Path own = Files.createDirectories(directory.resolve("undisturbed"));
    Output out = place.store().output(own);
    // The first job of a checkout builds the jar: that is not to be timed.
    Job.run("jobs/plan", study.toString());
    long start = System.nanoTime();
    Job job = Job.start(place.sweep(study, out.address()));
    double first = 0;
    while (job.isRunning()) {
      if (first == 0 && out.waves() > 0) {
        first = (System.nanoTime() - start) / 1e9;
      }
      Thread.sleep(5);
    }
    double all = (System.nanoTime() - start) / 1e9;
    Job.Ended ended = job.end(Duration.ofSeconds(1));
    if (ended.exit() != 0) {
      throw new IOException("the undisturbed run failed:\n" + ended.said());
    }
    Path tables = Files.createDirectories(own.resolve("tables"));
    out.copyTo(tables);
    Rows.expectComplete(tables);
    String sha256 = SameRows.sha256(tables, "true");
    double wave = (all - first) / out.waves();
    long bytes = Disk.used(place.store().isLocal() ? own.resolve("out") : tables);
    return new Baseline(study, new Undisturbed(sha256, out.waves(), first, wave, bytes));
  }
}
