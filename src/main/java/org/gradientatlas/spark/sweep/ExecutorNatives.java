package org.gradientatlas.spark.sweep;

import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.axis.BlasKernel;
import org.gradientatlas.spark.session.SparkCall;
import org.gradientatlas.train.BlasKernelException;
import org.gradientatlas.train.NativeRuntime;
import org.jspecify.annotations.Nullable;

/** The BLAS kernel of a study on the executors. */
public final class ExecutorNatives {
  private ExecutorNatives() {}

  /**
   * Loads the native libraries in the process of this task.
   *
   * @throws BlasKernelException naming the host, if the kernel cannot run there
   */
  public static void prepare(@Nullable BlasKernel kernel) {
    try {
      NativeRuntime.prepare(TaskContext.get().cpus(), kernel);
    } catch (BlasKernelException e) {
      String host = SparkEnv.get().blockManager().blockManagerId().host();
      throw new BlasKernelException(e.getMessage() + " (host " + host + ")");
    }
  }

  /**
   * Checks that a kernel runs on the current executors, before anything is written.
   *
   * @throws BlasKernelException if not
   */
  static void check(SparkSession spark, @Nullable BlasKernel kernel) {
    if (kernel == null) {
      return;
    }
    int tasks = 4 * spark.sparkContext().defaultParallelism();
    spark.sparkContext().setJobDescription("executors load BLAS kernel " + kernel.label());
    SparkCall.run(
        () ->
            JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(IntStream.range(0, tasks).boxed().toList(), tasks)
                .foreach(task -> prepare(kernel)),
        ExecutorNatives::refuse);
  }

  /**
   * Rethrows a missing kernel found among the causes of a failed Spark job.
   *
   * @throws BlasKernelException if a missing kernel is the cause
   */
  static void refuse(Exception job) {
    for (Throwable cause = job.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof BlasKernelException missing) {
        throw missing;
      }
    }
  }
}
