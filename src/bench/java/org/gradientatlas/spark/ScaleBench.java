package org.gradientatlas.spark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.measure.Baseline;
import org.gradientatlas.measure.Outcome;
import org.gradientatlas.measure.TrialResult;
import org.gradientatlas.spark.session.Sessions;
import org.gradientatlas.spark.sweep.Console;
import org.gradientatlas.spark.sweep.Sweep;
import org.gradientatlas.spark.sweep.SweepOptions;
import org.gradientatlas.spark.sweep.SweepResult;
import org.gradientatlas.spark.sweep.TrialParallel;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.Trial;
import org.gradientatlas.study.file.StudyFile;
import org.gradientatlas.table.file.TableFile;
import org.gradientatlas.table.output.Commits;
import org.gradientatlas.table.output.Manifest;
import org.gradientatlas.table.output.OutcomeCounts;
import org.gradientatlas.table.output.OutputConflictException;
import org.gradientatlas.table.output.StudyDirectory;
import org.gradientatlas.table.output.WaveFile;
import org.gradientatlas.table.output.WavePlace;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;
import org.gradientatlas.table.schema.TrialRecord;
import org.gradientatlas.theory.Prediction;

/**
 * What a study costs by its number of trials: whole sweeps in local[2], one after the other in one
 * warm JVM, so that neither start-up nor compilation hides how the cost of a trial grows. The heap
 * is that of driver and executor together.
 */
public final class ScaleBench {
  private static final int LOOK_SECONDS = 20;
  private static final int TRIALS_A_WAVE = 100_000;

  private final SparkSession spark;
  private final Path scratch;
  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private ScaleBench(SparkSession spark, Path scratch) {
    this.spark = spark;
    this.scratch = scratch;
  }

  /**
   * Grows a study, or makes an output that looks as if trials were done.
   *
   * @param args {@code sweep SCRATCH STUDY...}: the first study warms up and is not reported; or
   *     {@code done STUDY OUTPUT TRIALS}
   */
  public static void main(String[] args) throws Exception {
    if (args[0].equals("done")) {
      pretend(StudyFile.load(Path.of(args[1]), List.of()), args[2], Integer.parseInt(args[3]));
      return;
    }
    try (SparkSession spark =
        Sessions.configure(SparkSession.builder())
            .master("local[2,4]")
            .appName("gradient-atlas scale")
            .getOrCreate()) {
      var bench = new ScaleBench(spark, Path.of(args[1]));
      for (String study : Arrays.asList(args).subList(2, args.length)) {
        bench.sweep(Path.of(study));
      }
    }
  }

  private void sweep(Path file) throws IOException {
    Study study = StudyFile.load(file, List.of());
    Path output = scratch.resolve(study.name());
    var console = new Console(new PrintStream(OutputStream.nullOutputStream()), false);
    var heap = new AtomicLong();
    ScheduledExecutorService watch = watch(heap);
    long cpu = process.getProcessCpuTime();
    long wall = System.nanoTime();
    var ending =
        new Sweep(
                spark,
                study,
                new TrialParallel(),
                SweepOptions.into(output.toString()).telling(console))
            .run();
    double seconds = (System.nanoTime() - wall) / 1e9;
    double cpuSeconds = (process.getProcessCpuTime() - cpu) / 1e9;
    watch.shutdownNow();
    if (!(ending instanceof SweepResult.Done done && done.failed() == 0)) {
      throw new IllegalStateException(study.name() + " ended so: " + ending);
    }
    System.out.printf(
        Locale.ROOT,
        "%-16s %8d trials %8.1f s %8.1f trials/s %8.1f CPU s %8.3f CPU ms/trial %6s MiB live%n",
        study.name(),
        done.trained(),
        seconds,
        done.trained() / seconds,
        cpuSeconds,
        1e3 * cpuSeconds / done.trained(),
        heap.get() == 0 ? "?" : heap.get() >> 20);
    for (Table<?> table : Tables.ALL) {
      files(output.resolve(table.name()));
    }
  }

  private static void files(Path table) throws IOException {
    if (Files.exists(table)) {
      try (Stream<Path> files = Files.list(table)) {
        long[] sizes = files.mapToLong(ScaleBench::size).toArray();
        System.out.printf(
            Locale.ROOT,
            "    %-8s %4d files %12d bytes%n",
            table.getFileName(),
            sizes.length,
            Arrays.stream(sizes).sum());
      }
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Looks what is left on the heap by a full collection, now and then; rarely enough to cost next
   * to nothing.
   */
  private static ScheduledExecutorService watch(AtomicLong heap) {
    ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    var unused =
        watch.scheduleAtFixedRate(
            () -> {
              System.gc();
              long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
              heap.accumulateAndGet(used, Math::max);
            },
            LOOK_SECONDS,
            LOOK_SECONDS,
            TimeUnit.SECONDS);
    return watch;
  }

  /** Commits rows of the first trials of a study to an empty output, without training them. */
  private static void pretend(Study study, String output, int trials)
      throws IOException, OutputConflictException {
    var hadoop = new Configuration();
    StudyDirectory directory = StudyDirectory.at(output, hadoop);
    directory.makeWritable();
    directory.writeStudy(study.render());
    var commits = Commits.to(directory);
    long[] indices = study.grid().kept().limit(trials).toArray();
    for (int from = 0, wave = 1; from < indices.length; from += TRIALS_A_WAVE, wave++) {
      int until = Math.min(indices.length, from + TRIALS_A_WAVE);
      WavePlace place = directory.place(wave, "bench");
      String name = place.name(0, 0);
      String written = place.written(0, 0);
      var file = new TableFile(place.path(Tables.TRIALS, written), Tables.TRIALS, hadoop);
      try (file) {
        for (int i = from; i < until; i++) {
          file.add(done(study.grid().trial(indices[i])));
        }
      }
      var stored = new WaveFile("trials", name, written, file.bytes(), file.rows(), file.crc32c());
      commits.commit(place, new Manifest(wave, List.of(stored), OutcomeCounts.NONE));
    }
  }

  private static Row done(Trial trial) {
    var result =
        new TrialResult(
            new TrialResult.Ending(Outcome.COMPLETED, null, 0, null),
            TrialResult.Scores.NONE,
            Baseline.NONE,
            -0.1,
            new TrialResult.Times(1, 1, 1),
            List.of(),
            List.of());
    var site = new TrialRecord.Site("nowhere", "driver", "none", "bench", "bench");
    var record = new TrialRecord(trial, result, Prediction.none("bench"), site, Instant.EPOCH);
    return Tables.TRIALS.rows(trial, List.of(record)).get(0);
  }
}
