package org.gradientatlas.spark.sweep;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.axis.BlasKernel;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.spark.session.SparkCall;
import org.gradientatlas.train.BlasKernelException;
import org.gradientatlas.train.NativeRuntime;
import org.gradientatlas.train.engine.Engines;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** The BLAS kernels of the executors. */
public final class ExecutorNatives {
  /** A property of the driver's thread, which Spark sends along with its tasks. */
  private static final String ONLY = "gradient-atlas.blas-kernel";

  private ExecutorNatives() {}

  /**
   * Loads the native libraries in the process of this task.
   *
   * @throws BlasKernelException naming the host, if the kernel cannot run there
   * @throws KernelConflictException if this process has another kernel than those of the run
   */
  public static void prepare(@Nullable BlasKernel kernel) {
    try {
      NativeRuntime.prepare(TaskContext.get().cpus(), kernel);
    } catch (BlasKernelException e) {
      throw new BlasKernelException(e.getMessage() + " (host " + host() + ")");
    }
    String only = TaskContext.get().getLocalProperty(ONLY);
    if (only != null && !only.equals(name())) {
      throw KernelConflictException.ofMachines(
          "The executor on %s has BLAS kernel %s, and the run began by %s"
              .formatted(host(), name(), only));
    }
  }

  private static String host() {
    return SparkEnv.get().blockManager().blockManagerId().host();
  }

  /** The kernels of this process; equal names give equal bits. */
  private static String name() {
    return Engines.of(EngineKind.ND4J).blasKernel(Precision.FLOAT32);
  }

  /** From now on tasks of this thread fail on executors of another kernel; null admits all. */
  static void admitOnly(SparkSession spark, @Nullable String kernel) {
    spark.sparkContext().setLocalProperty(ONLY, kernel);
  }

  /** The kernel of this process, which trains along where data is parallel. */
  static String ofDriver(@Nullable BlasKernel kernel) {
    NativeRuntime.prepare(1, kernel);
    return name();
  }

  /**
   * The kernels of the current executors, and a host of each, before anything is written.
   *
   * @param kernel that all must have; null if each host may choose
   * @throws BlasKernelException if one cannot run it
   */
  static SortedMap<String, String> kernels(SparkSession spark, @Nullable BlasKernel kernel) {
    int tasks = 4 * spark.sparkContext().defaultParallelism();
    spark.sparkContext().setJobDescription("executors load their BLAS kernels");
    List<Tuple2<String, String>> found =
        SparkCall.ask(
            () ->
                JavaSparkContext.fromSparkContext(spark.sparkContext())
                    .parallelize(IntStream.range(0, tasks).boxed().toList(), tasks)
                    .map(task -> prepared(kernel))
                    .collect(),
            ExecutorNatives::refuse);
    var hosts = new TreeMap<String, String>();
    found.forEach(executor -> hosts.putIfAbsent(executor._1(), executor._2()));
    return hosts;
  }

  private static Tuple2<String, String> prepared(@Nullable BlasKernel kernel) {
    prepare(kernel);
    return new Tuple2<>(name(), host());
  }

  /**
   * Rethrows what is wrong with a kernel, found among the causes of a failed Spark job.
   *
   * @throws BlasKernelException if a missing kernel is the cause
   * @throws KernelConflictException if one that differs from the others is
   */
  static void refuse(Exception job) {
    for (Throwable cause = job.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof BlasKernelException missing) {
        throw missing;
      }
      if (cause instanceof KernelConflictException other) {
        throw other;
      }
    }
  }
}
