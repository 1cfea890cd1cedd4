package org.gradientatlas.spark.session;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.storage.Address;
import org.gradientatlas.storage.OutputAddress;
import org.gradientatlas.table.output.EventLogs;
import org.gradientatlas.table.output.HadoopSettings;
import org.gradientatlas.table.output.StudyDirectory;

/**
 * A Spark session that logs events into the output it writes, unless spark-submit options say
 * otherwise. A session that was there before is used as it is, and stays open.
 */
public final class OutputSession implements AutoCloseable {
  private static final String ENABLED = "spark.eventLog.enabled";
  private static final String DIRECTORY = "spark.eventLog.dir";
  private static final String COMPRESSED = "spark.eventLog.compress";

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final SparkSession spark;
  private final Path output;
  private final EventLogs logs;
  private final boolean mine;
  private boolean idle;

  private OutputSession(SparkSession spark, Path output, EventLogs logs, boolean mine) {
    this.spark = spark;
    this.output = output;
    this.logs = logs;
    this.mine = mine;
  }

  /**
   * @param tensors whether its tasks exchange tensors
   */
  public static OutputSession open(String name, String output, boolean tensors) {
    OutputAddress.check(output);
    StudyDirectory directory = StudyDirectory.at(output, HadoopSettings.settings());
    var logs = new EventLogs(directory);
    if (Sessions.isOpen()) {
      return new OutputSession(Sessions.open(name), directory.root(), logs, false);
    }
    var submitted = new SparkConf();
    SparkSession.Builder builder = Sessions.configure(SparkSession.builder().appName(name));
    if (tensors) {
      builder
          .config(Sessions.SERIALIZER, KryoSerializer.class.getName())
          .config(Sessions.REGISTRATOR, TensorKryo.class.getName());
    }
    if (!submitted.contains(ENABLED) && !submitted.contains(DIRECTORY)) {
      try {
        builder.config(DIRECTORY, logs.make()).config(ENABLED, true);
        builder.config(COMPRESSED, submitted.getBoolean(COMPRESSED, true));
      } catch (IOException e) {
        // The job itself reports an unwritable output.
        builder.config(ENABLED, false);
      }
    }
    SparkSession spark = builder.getOrCreate();
    EndingGuard.of(spark.sparkContext());
    return new OutputSession(spark, directory.root(), logs, true);
  }

  public SparkSession spark() {
    return spark;
  }

  /**
   * Says so if a path without a scheme leads away from this machine although the work is done here:
   * Hadoop's configuration decides. Empty if nothing is odd.
   *
   * @param typed the output as the user typed it
   */
  public String note(String typed) {
    boolean here = spark.sparkContext().isLocal();
    if (!here || Address.is(typed) || "file".equals(output.toUri().getScheme())) {
      return "";
    }
    return "Note: --out %s names no file system, so it is on the default one of HADOOP_CONF_DIR, not on this machine: file:%s would be here."
        .formatted(typed, output.toUri().getPath());
  }

  /** By which name the cluster knows this; empty if all work is done on this machine. */
  public String application() {
    SparkContext context = spark.sparkContext();
    return context.isLocal() ? "" : context.applicationId();
  }

  /** Deletes the event log on closing, for a run that did nothing. */
  public void dropEventLog() {
    idle = true;
  }

  @Override
  public void close() throws IOException {
    if (!mine) {
      return;
    }
    SparkContext context = spark.sparkContext();
    String application = context.applicationId();
    awaitTasks(context);
    spark.close();
    if (idle) {
      logs.remove(application);
    }
    logs.removeOutputOfNothingElse();
  }

  /** Spark prints stack traces for tasks of a failed job that end after it has stopped. */
  private static void awaitTasks(SparkContext spark) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!spark.isStopped() && isBusy(spark) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  private static boolean isBusy(SparkContext spark) {
    return Arrays.stream(spark.statusTracker().getExecutorInfos())
        .anyMatch(executor -> executor.numRunningTasks() > 0);
  }
}
