package org.gradientatlas.train.nd4j.network;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Loss;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.measure.RecordSchedule;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.Engine;
import org.gradientatlas.train.NativeRuntime;
import org.gradientatlas.train.Network;
import org.gradientatlas.train.TrialFixture;
import org.gradientatlas.train.engine.Engines;
import org.gradientatlas.train.nd4j.product.Products;
import org.gradientatlas.train.nd4j.product.ProductsAlone;

/**
 * Whole training steps of both engines beside the matrix products alone, in microseconds a layer
 * and step: tanh, Xavier, value clip, SGD, cross-entropy, batches of 64. The contestants take
 * turns, round by round, so that a busy machine hits all of them, and what counts is the processor
 * time of the one thread that trains; medians are reported.
 *
 * <p>"sgemm" and "products" are those of one step and nothing else, {@link ProductsAlone}: by
 * OpenBLAS's cblas_sgemm, and by what the engine takes.
 */
public final class TrialBench {
  private static final int BATCH = 64;
  private static final int CLASSES = 10;
  private static final int EXAMPLES = 1024;
  private static final int ROUNDS = 9;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** One row of the table. */
  private record Row(
      int width,
      int depth,
      double sgemm,
      double products,
      double nd4j,
      double everyStep,
      double vanishing,
      double unbiased,
      double unbiasedVanishing,
      double dl4j) {
    String text() {
      return String.format(
          Locale.ROOT,
          "%5d %5d %8.2f %8.2f %8.2f %8.2f %8.2f %8.2f %8.1f %8.2f %9.2f %6.2f %8.2f %7.2f %6.1f%n",
          width,
          depth,
          sgemm,
          products,
          nd4j,
          everyStep,
          vanishing,
          unbiasedVanishing,
          dl4j,
          sgemm / nd4j,
          products / nd4j,
          everyStep / nd4j,
          vanishing / nd4j,
          unbiasedVanishing / unbiased,
          dl4j / nd4j);
    }

    String json() {
      return String.format(
          Locale.ROOT,
          "{\"width\":%d,\"depth\":%d,\"batch\":%d,\"sgemm_us\":%.3f,"
              + "\"products_us\":%.3f,\"nd4j_us\":%.3f,"
              + "\"nd4j_every_step_us\":%.3f,\"nd4j_vanishing_us\":%.3f,"
              + "\"nd4j_unbiased_us\":%.3f,\"nd4j_unbiased_vanishing_us\":%.3f,\"dl4j_us\":%.3f,"
              + "\"sgemm_per_nd4j\":%.3f,\"products_per_nd4j\":%.3f,"
              + "\"every_step_per_log\":%.3f,"
              + "\"vanishing_per_healthy\":%.3f,\"unbiased_vanishing_per_healthy\":%.3f,"
              + "\"dl4j_per_nd4j\":%.2f}",
          width,
          depth,
          BATCH,
          sgemm,
          products,
          nd4j,
          everyStep,
          vanishing,
          unbiased,
          unbiasedVanishing,
          dl4j,
          sgemm / nd4j,
          products / nd4j,
          everyStep / nd4j,
          vanishing / nd4j,
          unbiasedVanishing / unbiased,
          dl4j / nd4j);
    }
  }

  private TrialBench() {}

  /**
   * @param args {@code --json FILE} to write the numbers too
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 0 && !(args.length == 2 && args[0].equals("--json"))) {
      System.err.println("usage: bench [--json FILE]");
      System.exit(2);
    }
    NativeRuntime.prepare(1, null);
    System.out.printf(
        "BLAS kernel %s, %d thread; microseconds a layer and step, medians of %d rounds%n",
        Products.kernel(Precision.FLOAT32), NativeRuntime.blasThreads(), ROUNDS);
    System.out.println(
        "width depth    sgemm products     nd4j    every  vanish-  no bias     dl4j   sgemm/"
            + " products/ every/  vanish/ no bias  dl4j/\n"
            + "                                 (log)     step      ing                     nd4j   "
            + "   nd4j    log  healthy           nd4j");
    List<Row> rows = new ArrayList<>();
    for (int width : new int[] {64, 128, 256}) {
      for (int depth : new int[] {10, 30}) {
        Row row = measure(width, depth);
        System.out.print(row.text());
        rows.add(row);
      }
    }
    if (args.length == 2) {
      String json = String.join(",\n ", rows.stream().map(Row::json).toList());
      Files.writeString(Path.of(args[1]), "[" + json + "]\n");
    }
  }

  private static Row measure(int width, int depth) {
    Dataset data = data(width);
    Trial healthy = trial(width, depth, Variant.of(Initializer.XAVIER_NORMAL));
    Variant<Initializer> tiny =
        Variant.of(Initializer.NORMAL, Math.pow(2, -160.0 / depth) / Math.sqrt(width));
    Trial vanishing = trial(width, depth, tiny);
    double work = 3.0 * BATCH * width * width * depth;
    int steps = (int) Math.max(8, 2e9 / work);
    try (var sgemm = new Alone(ProductsAlone.sgemm(BATCH, width, depth, CLASSES));
        var products = new Alone(ProductsAlone.engine(BATCH, width, depth, CLASSES));
        var log = new Steps(Engines.of(EngineKind.ND4J), healthy, data, new RecordSchedule.Log());
        var every =
            new Steps(Engines.of(EngineKind.ND4J), healthy, data, new RecordSchedule.Every());
        var small =
            new Steps(Engines.of(EngineKind.ND4J), vanishing, data, new RecordSchedule.Log());
        var unbiased =
            new Steps(
                Engines.of(EngineKind.ND4J), unbiased(healthy), data, new RecordSchedule.Log());
        var unbiasedSmall =
            new Steps(
                Engines.of(EngineKind.ND4J), unbiased(vanishing), data, new RecordSchedule.Log());
        var dl4j =
            new Steps(Engines.of(EngineKind.DL4J), healthy, data, new RecordSchedule.Log())) {
      List<Contestant> contestants =
          List.of(sgemm, products, log, every, small, unbiased, unbiasedSmall);
      double[][] times = new double[contestants.size()][ROUNDS];
      double[] reference = new double[ROUNDS];
      contestants.forEach(contestant -> warmUp(contestant, 1));
      warmUp(dl4j, 4);
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < times.length; i++) {
          times[i][round] = time(contestants.get(i), steps) / (depth + 1);
        }
        reference[round] = time(dl4j, 2) / (depth + 1);
      }
      return new Row(
          width,
          depth,
          median(times[0]),
          median(times[1]),
          median(times[2]),
          median(times[3]),
          median(times[4]),
          median(times[5]),
          median(times[6]),
          median(reference));
    }
  }

  /** Seconds of processor time: until then, C2 has compiled what the contestant calls. */
  private static void warmUp(Contestant contestant, int seconds) {
    long end = THREADS.getCurrentThreadCpuTime() + 1_000_000_000L * seconds;
    while (THREADS.getCurrentThreadCpuTime() < end) {
      contestant.run(8);
    }
  }

  private static double time(Contestant contestant, int steps) {
    long from = THREADS.getCurrentThreadCpuTime();
    contestant.run(steps);
    return (THREADS.getCurrentThreadCpuTime() - from) / 1e3 / steps;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Makes steps, one after the other. */
  private interface Contestant extends AutoCloseable {
    void run(int steps);

    @Override
    void close();
  }

  private record Alone(ProductsAlone products) implements Contestant {
    @Override
    public void run(int steps) {
      products.run(steps);
    }

    @Override
    public void close() {
      products.close();
    }
  }

  /** The steps of a network that goes on training from round to round. */
  private static final class Steps implements Contestant {
    private final Network network;
    private final Dataset data;
    private final RecordSchedule record;
    private final int[] rows = new int[BATCH];
    private int step;

    Steps(Engine engine, Trial trial, Dataset data, RecordSchedule record) {
      this.network = engine.open(trial, new Batch(data, rows, BATCH));
      this.data = data;
      this.record = record;
    }

    @Override
    public void run(int steps) {
      for (int i = 0; i < steps; i++) {
        for (int k = 0; k < BATCH; k++) {
          rows[k] = (step * BATCH + k * 7) % EXAMPLES;
        }
        boolean recorded = record.records(step, Integer.MAX_VALUE);
        network.train(new Batch(data, rows, BATCH), step++, recorded, row -> {});
      }
    }

    @Override
    public void close() {
      network.close();
    }
  }

  private static Trial trial(int width, int depth, Variant<Initializer> initializer) {
    return trial(width, depth, initializer, BATCH, 0.01);
  }

  static Trial trial(
      int width, int depth, Variant<Initializer> initializer, int batch, double learningRate) {
    return new Trial(
        new Trial.Identity("bench", "bench", 1, 0),
        new Trial.Network(
            depth,
            width,
            initializer,
            Variant.of(Activation.TANH),
            Normalization.NONE,
            Variant.of(Residual.NONE),
            true),
        new Trial.Descent(
            Variant.of(ClipRule.VALUE, 0.5),
            learningRate,
            Variant.of(Optimizer.SGD),
            batch,
            Loss.SOFTMAX_CROSS_ENTROPY),
        new DataSpec.GaussianPrototypes(CLASSES, width, EXAMPLES, 0.5, 0, false),
        new Trial.Training(
            Integer.MAX_VALUE,
            EngineKind.ND4J,
            Precision.FLOAT32,
            new RecordSchedule.Log(),
            0,
            Double.POSITIVE_INFINITY));
  }

  private static Trial unbiased(Trial trial) {
    return new TrialFixture(trial).bias(false).trial();
  }

  static Dataset data(int width) {
    var random = new java.util.Random(5);
    float[] features = new float[EXAMPLES * width];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextGaussian();
    }
    int[] labels = random.ints(EXAMPLES, 0, CLASSES).toArray();
    return Dataset.ofClasses(features, width, labels, CLASSES);
  }
}
