package org.gradientatlas.spark.session;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * A caller's Spark session, borrowed for one run. The run uses its own session on the same Spark
 * context, with the settings that results depend on. Closing restores the thread's job group and
 * description, and stops nothing.
 */
public final class LentSession implements AutoCloseable {
  private static final List<String> JOB_PROPERTIES =
      List.of("spark.jobGroup.id", "spark.job.description", "spark.job.interruptOnCancel");

  private final SparkSession spark;
  private final Map<String, @Nullable String> job = new HashMap<>();

  private LentSession(SparkSession spark) {
    this.spark = spark;
    JOB_PROPERTIES.forEach(name -> job.put(name, spark.sparkContext().getLocalProperty(name)));
  }

  /**
   * Borrows a session.
   *
   * @throws IllegalStateException if its Spark has stopped
   * @throws UnfitSessionException naming a setting that only a new Spark context can change
   */
  public static LentSession of(SparkSession lender) {
    SparkContext context = lender.sparkContext();
    if (context.isStopped()) {
      throw new IllegalStateException("the Spark of this session has stopped");
    }
    requireOneAttemptAtATime(context.getConf());
    return new LentSession(Sessions.beside(lender));
  }

  static void requireOneAttemptAtATime(SparkConf conf) {
    if (conf.getBoolean(Sessions.SPECULATION, false)) {
      throw new UnfitSessionException(
          Sessions.SPECULATION, "false", "true", "trials would be trained twice");
    }
  }

  /** The session to work in. */
  public SparkSession spark() {
    return spark;
  }

  /** The settings of its file systems. */
  public Configuration hadoop() {
    return spark.sparkContext().hadoopConfiguration();
  }

  /**
   * Refuses a session whose tasks cannot exchange tensors.
   *
   * @throws UnfitSessionException if it uses Kryo without registering tensors
   */
  public void requireTensors() {
    requireTensors(spark.sparkContext().getConf());
  }

  static void requireTensors(SparkConf conf) {
    String registrators = conf.get(Sessions.REGISTRATOR, "");
    boolean kryo = conf.get(Sessions.SERIALIZER, "").equals(KryoSerializer.class.getName());
    if (kryo && !Arrays.asList(registrators.split(",")).contains(TensorKryo.class.getName())) {
      throw new UnfitSessionException(
          Sessions.REGISTRATOR,
          TensorKryo.class.getName(),
          registrators.isEmpty() ? "unset" : registrators,
          "engine dl4j-spark sends tensors, whose numbers lie outside the heap");
    }
  }

  @Override
  public void close() {
    job.forEach(spark.sparkContext()::setLocalProperty);
  }
}
