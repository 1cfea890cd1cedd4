package org.gradientatlas.train.nd4j.network;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.axis.architecture.Convolution;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Targets;
import org.gradientatlas.measure.RecordSchedule;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.NativeRuntime;
import org.gradientatlas.train.Network;
import org.gradientatlas.train.TrialFixture;
import org.gradientatlas.train.nd4j.memory.Arena;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.product.Products;

/**
 * Whole training steps of convolutional networks beside the same products by cblas_sgemm on patches
 * that lie there unfolded, in microseconds a layer and step. They take turns, and what counts is
 * the processor time of the one thread; medians are reported.
 *
 * <p>"sgemm" multiplies the patches of the batch at once, which come from memory; "cached" those of
 * one example again and again, which stay in the cache.
 */
public final class ConvolutionBench {
  private static final int BATCH = 32;
  private static final int CLASSES = 10;
  private static final int EXAMPLES = 256;
  private static final int DEPTH = 10;
  private static final double LEARNING_RATE = 0.01;
  private static final int ROUNDS = 9;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ConvolutionBench() {}

  /** Prints a line for each network. */
  public static void main(String[] args) {
    NativeRuntime.prepare(1, null);
    System.out.printf(
        "BLAS kernel %s, %d thread, depth %d, batch %d, float32; microseconds a layer and step%n",
        Products.kernel(Precision.FLOAT32), NativeRuntime.blasThreads(), DEPTH, BATCH);
    System.out.println(
        "network             channels    sgemm   cached     nd4j  sgemm/nd4j  cached/nd4j");
    Convolution image = new Convolution(3, 1, true, 2, true);
    Convolution bordered = new Convolution(3, 1, false, 2, true);
    Convolution line = new Convolution(3, 1, true, 1, true);
    measure("3x3, 16x16", image, new InputShape.Image(16, 16, 32), 32);
    measure("3x3, 16x16, zeros", bordered, new InputShape.Image(16, 16, 32), 32);
    measure("3x3, 8x8", image, new InputShape.Image(8, 8, 64), 64);
    measure("3x3, 4x4", image, new InputShape.Image(4, 4, 32), 32);
    measure("3, 16", line, new InputShape.Sequence(16, 32), 32);
  }

  private static void measure(String name, Convolution shape, InputShape input, int width) {
    Dataset data = data(input);
    Trial trial =
        new TrialFixture(
                TrialBench.trial(
                    width, DEPTH, Variant.of(Initializer.XAVIER_NORMAL), BATCH, LEARNING_RATE))
            .architecture(shape)
            .record(new RecordSchedule.Log())
            .trial();
    int places = shape.places(input).height() * shape.places(input).width();
    double[] alone = new double[ROUNDS];
    double[] cached = new double[ROUNDS];
    double[] whole = new double[ROUNDS];
    try (var products = new Unfolded(BATCH * places, shape.volume() * width, width, 1);
        var example = new Unfolded(places, shape.volume() * width, width, BATCH);
        var steps = new Steps(trial, data)) {
      int count = Math.max(1, 2_000_000 / (BATCH * places * width));
      warmUp(products::run);
      warmUp(example::run);
      warmUp(steps::run);
      for (int round = 0; round < ROUNDS; round++) {
        alone[round] = time(products::run, count);
        cached[round] = time(example::run, count);
        whole[round] = time(steps::run, count);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%-19s %8d %8.1f %8.1f %8.1f %11.2f %12.2f%n",
        name,
        width,
        median(alone),
        median(cached),
        median(whole),
        median(alone) / median(whole),
        median(cached) / median(whole));
  }

  private static void warmUp(Runnable step) {
    long end = THREADS.getCurrentThreadCpuTime() + 2_000_000_000L;
    while (THREADS.getCurrentThreadCpuTime() < end) {
      step.run();
    }
  }

  private static double time(Runnable step, int count) {
    long from = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < count; i++) {
      step.run();
    }
    return (THREADS.getCurrentThreadCpuTime() - from) / 1e3 / count / DEPTH;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static Dataset data(InputShape shape) {
    var random = new Random(5);
    float[] features = new float[EXAMPLES * shape.size()];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextGaussian();
    }
    int[] labels = random.ints(EXAMPLES, 0, CLASSES).toArray();
    return new Dataset(features, shape, new Targets.Classes(labels, CLASSES));
  }

  /** The steps of a network. */
  private static final class Steps implements AutoCloseable {
    private final Network network;
    private final Batch batch;
    private final RecordSchedule record;
    private int step;

    Steps(Trial trial, Dataset data) {
      int[] rows = new int[BATCH];
      Arrays.setAll(rows, i -> 7 * i % EXAMPLES);
      this.batch = new Batch(data, rows, BATCH);
      this.record = trial.training().record();
      this.network = new Nd4jEngine().open(trial, batch);
    }

    void run() {
      network.train(batch, step, record.records(step, Integer.MAX_VALUE), row -> {});
      step++;
    }

    @Override
    public void close() {
      network.close();
    }
  }

  /** The three products of each layer, two of the first. */
  private static final class Unfolded implements AutoCloseable {
    private final Arena arena = new Arena(Precision.FLOAT32);
    private final Tensor patches;
    private final Tensor weights;
    private final Tensor deltas;
    private final Tensor sums;
    private final Tensor gradient;
    private final Tensor below;
    private final int times;

    Unfolded(int rows, int volume, int channels, int times) {
      this.times = times;
      this.patches = filled(rows, volume);
      this.weights = filled(volume, channels);
      this.deltas = filled(rows, channels);
      this.sums = arena.take(rows, channels);
      this.gradient = arena.take(volume, channels);
      this.below = arena.take(rows, volume);
    }

    private Tensor filled(int rows, int columns) {
      Tensor tensor = arena.take(rows, columns);
      var random = new Random(3);
      for (int i = 0; i < tensor.size(); i++) {
        tensor.set(i, random.nextGaussian() / Math.sqrt(columns));
      }
      return tensor;
    }

    void run() {
      for (int layer = 0; layer < DEPTH; layer++) {
        for (int i = 0; i < times; i++) {
          sgemm(CblasNoTrans, CblasNoTrans, weights.rows(), patches, weights, sums);
          sgemm(CblasTrans, CblasNoTrans, patches.rows(), patches, deltas, gradient);
          if (layer > 0) {
            sgemm(CblasNoTrans, CblasTrans, weights.columns(), deltas, weights, below);
          }
        }
      }
    }

    private static void sgemm(int transposeA, int transposeB, int k, Tensor a, Tensor b, Tensor c) {
      cblas_sgemm(
          CblasRowMajor,
          transposeA,
          transposeB,
          c.rows(),
          c.columns(),
          k,
          1,
          a.floats(0),
          a.columns(),
          b.floats(0),
          b.columns(),
          0,
          c.floats(0),
          c.columns());
    }

    @Override
    public void close() {
      arena.close();
    }
  }
}
