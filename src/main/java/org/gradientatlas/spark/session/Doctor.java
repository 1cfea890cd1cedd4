package org.gradientatlas.spark.session;

import java.io.PrintStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.bytedeco.javacpp.Pointer;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.train.NativeRuntime;
import org.gradientatlas.train.engine.Engines;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Checks what would train a study: native libraries, threads and memory of the driver and
 * executors.
 */
public final class Doctor {
  private static final long MIB = 1 << 20;

  private Doctor() {}

  /** One process's report about itself. */
  private record Report(
      String process,
      String host,
      String java,
      String backend,
      String blasKernel,
      int threads,
      int processors,
      long heapMib,
      long nativeMib)
      implements Serializable {

    static Report of(String process, String host) {
      NativeRuntime.prepare(TaskContext.get() == null ? 1 : TaskContext.get().cpus(), null);
      return new Report(
          process,
          host,
          System.getProperty("java.version"),
          Nd4j.getBackend().getClass().getSimpleName(),
          Engines.of(EngineKind.ND4J).blasKernel(Precision.FLOAT32),
          NativeRuntime.blasThreads(),
          Runtime.getRuntime().availableProcessors(),
          Runtime.getRuntime().maxMemory() / MIB,
          Pointer.maxBytes() / MIB);
    }

    String text() {
      return """
      %s on %s
        Java %s, %d processors, heap up to %d MiB, memory outside the heap up to %d MiB
        ND4J backend %s, BLAS kernel %s, %d thread%s a product
      """
          .formatted(
              process,
              host,
              java,
              processors,
              heapMib,
              nativeMib,
              backend,
              blasKernel,
              threads,
              threads == 1 ? "" : "s");
    }
  }

  /** Prints one paragraph per process. */
  public static void run(PrintStream out) {
    try (SparkSession spark = Sessions.open("gradient-atlas doctor")) {
      int slots = spark.sparkContext().defaultParallelism();
      out.printf(
          "Spark %s, master %s, %d slots%n", spark.version(), spark.sparkContext().master(), slots);
      out.print(Report.of("driver", SparkEnv.get().blockManager().blockManagerId().host()).text());
      executors(spark, slots).forEach(report -> out.print(report.text()));
    }
  }

  /** Runs enough tasks to reach every executor, and keeps the first report of each. */
  private static List<Report> executors(SparkSession spark, int slots) {
    spark.sparkContext().setJobDescription("doctor: each executor looks at itself");
    var reports = new TreeMap<String, Report>();
    JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(IntStream.range(0, 4 * slots).boxed().toList(), 4 * slots)
        .map(task -> own())
        .collect()
        .forEach(report -> reports.putIfAbsent(report.process(), report));
    var sorted = new ArrayList<>(reports.values());
    sorted.sort(Comparator.comparing(Report::process));
    return sorted;
  }

  private static Report own() {
    String id = SparkEnv.get().executorId();
    return Report.of("executor " + id, SparkEnv.get().blockManager().blockManagerId().host());
  }
}
