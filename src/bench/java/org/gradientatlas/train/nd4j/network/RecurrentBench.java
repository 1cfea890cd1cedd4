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
import java.util.function.IntConsumer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.architecture.InputShape;
import org.gradientatlas.axis.architecture.Recurrent;
import org.gradientatlas.axis.architecture.Recurrent.Cell;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Targets;
import org.gradientatlas.measure.RecordSchedule;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.NativeRuntime;
import org.gradientatlas.train.TrialFixture;
import org.gradientatlas.train.nd4j.kernel.KernelProvider;
import org.gradientatlas.train.nd4j.memory.Arena;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.gradientatlas.train.nd4j.product.Products;

/**
 * Whole steps of recurrent networks beside their products alone by OpenBLAS's cblas_sgemm, in
 * microseconds of one thread's processor time: one layer of width 64, 50 time steps, batches of 64,
 * loss at the last step, SGD, rows at log steps. The contestants take turns; medians are reported.
 */
public final class RecurrentBench {
  private static final int BATCH = 64;
  private static final int UNITS = 64;
  private static final int TIME_STEPS = 50;
  private static final int CLASSES = 10;
  private static final int ROUNDS = 9;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private RecurrentBench() {}

  public static void main(String[] args) {
    NativeRuntime.prepare(1, null);
    System.out.printf(
        "BLAS kernel %s, %d thread%n",
        Products.kernel(Precision.FLOAT32), NativeRuntime.blasThreads());
    System.out.println("cell features     sgemm      step  sgemm/step    every  every/step");
    for (Cell cell : Cell.values()) {
      for (int features : new int[] {2, UNITS}) {
        measure(cell, features);
      }
    }
  }

  private static void measure(Cell cell, int features) {
    int gates = cell.gates().size();
    Dataset data = data(features);
    Trial trial = trial(cell);
    try (var products = new ProductsAlone(gates, features);
        var log = new Steps(trial, data, new RecordSchedule.Log());
        var every = new Steps(trial, data, new RecordSchedule.Every())) {
      IntConsumer[] contestants = {products, log, every};
      double[][] times = new double[contestants.length][ROUNDS];
      for (IntConsumer contestant : contestants) {
        warmUp(contestant);
      }
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < contestants.length; i++) {
          times[i][round] = time(contestants[i], 200 / gates);
        }
      }
      double sgemm = median(times[0]);
      double step = median(times[1]);
      double recorded = median(times[2]);
      System.out.printf(
          Locale.ROOT,
          "%4s %8d %9.1f %9.1f %11.3f %9.1f %10.3f%n",
          cell,
          features,
          sgemm,
          step,
          sgemm / step,
          recorded,
          recorded / step);
    }
  }

  private static void warmUp(IntConsumer contestant) {
    long end = THREADS.getCurrentThreadCpuTime() + 2_000_000_000L;
    while (THREADS.getCurrentThreadCpuTime() < end) {
      contestant.accept(8);
    }
  }

  private static double time(IntConsumer contestant, int steps) {
    long from = THREADS.getCurrentThreadCpuTime();
    contestant.accept(steps);
    return (THREADS.getCurrentThreadCpuTime() - from) / 1e3 / steps;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static Trial trial(Cell cell) {
    return new TrialFixture()
        .depth(1)
        .width(UNITS)
        .batchSize(BATCH)
        .learningRate(1e-4)
        .precision(Precision.FLOAT32)
        .architecture(new Recurrent(cell, 1, 0))
        .trial();
  }

  private static Dataset data(int features) {
    var random = new Random(5);
    float[] numbers = new float[BATCH * TIME_STEPS * features];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    int[] labels = random.ints(BATCH, 0, CLASSES).toArray();
    return new Dataset(
        numbers,
        new InputShape.Sequence(TIME_STEPS, features),
        new Targets.Classes(labels, CLASSES));
  }

  /** The steps of a network that goes on training from round to round. */
  private static final class Steps implements IntConsumer, AutoCloseable {
    private final ProgramNetwork network;
    private final Batch batch;
    private final RecordSchedule record;
    private int step;

    Steps(Trial trial, Dataset data, RecordSchedule record) {
      int[] rows = new int[BATCH];
      Arrays.setAll(rows, i -> i);
      this.batch = new Batch(data, rows, BATCH);
      this.network = new ProgramNetwork(trial, batch, KernelProvider.best());
      this.record = record;
    }

    @Override
    public void accept(int steps) {
      for (int i = 0; i < steps; i++) {
        boolean recorded = record.records(step, Integer.MAX_VALUE);
        network.train(batch, step++, recorded, row -> {});
      }
    }

    @Override
    public void close() {
      network.close();
    }
  }

  /**
   * The forward, delta and gradient products of a step, in the shapes that the engine has: those of
   * the recurrent weights step by step, those of the input weights and all gradients at once.
   */
  private static final class ProductsAlone implements IntConsumer, AutoCloseable {
    private final Arena arena = new Arena(Precision.FLOAT32);
    private final Random random = new Random(3);
    private final Tensor inputs;
    private final Tensor inputWeights;
    private final Tensor weights;
    private final Tensor outputs;
    private final Tensor sums;
    private final Tensor deltas;
    private final Tensor below;
    private final Tensor inputGradient;
    private final Tensor gradient;

    ProductsAlone(int gates, int features) {
      int rows = TIME_STEPS * BATCH;
      this.inputs = filled(rows, features);
      this.inputWeights = filled(features, gates * UNITS);
      this.weights = filled(UNITS, gates * UNITS);
      this.outputs = filled(rows, UNITS);
      this.sums = filled(rows, gates * UNITS);
      this.deltas = filled(rows, gates * UNITS);
      this.below = filled(rows, UNITS);
      this.inputGradient = arena.take(features, gates * UNITS);
      this.gradient = arena.take(UNITS, gates * UNITS);
    }

    private Tensor filled(int rows, int columns) {
      Tensor tensor = arena.take(rows, columns);
      for (int i = 0; i < tensor.size(); i++) {
        tensor.set(i, random.nextGaussian() / Math.sqrt(columns));
      }
      return tensor;
    }

    @Override
    public void accept(int steps) {
      for (int step = 0; step < steps; step++) {
        step();
      }
    }

    private void step() {
      int all = TIME_STEPS * BATCH;
      int units = weights.rows();
      int columns = weights.columns();
      int features = inputs.columns();
      sgemm(CblasNoTrans, CblasNoTrans, all, features, inputs, 0, inputWeights, sums, 0);
      for (int t = 1; t < TIME_STEPS; t++) {
        sgemm(CblasNoTrans, CblasNoTrans, BATCH, units, outputs, t - 1, weights, sums, t);
      }
      for (int t = TIME_STEPS - 1; t > 0; t--) {
        sgemm(CblasNoTrans, CblasTrans, BATCH, columns, deltas, t, weights, below, t - 1);
      }
      sgemm(CblasTrans, CblasNoTrans, features, all, inputs, 0, deltas, inputGradient, 0);
      sgemm(CblasTrans, CblasNoTrans, units, all - BATCH, outputs, 0, deltas, gradient, 0);
    }

    /** With the rows of a and c from a time step on. */
    private static void sgemm(
        int transposeA,
        int transposeB,
        int m,
        int k,
        Tensor a,
        int aStep,
        Tensor b,
        Tensor c,
        int cStep) {
      cblas_sgemm(
          CblasRowMajor,
          transposeA,
          transposeB,
          m,
          c.columns(),
          k,
          1f,
          a.floats(aStep * BATCH * a.columns()),
          a.columns(),
          b.floats(0),
          b.columns(),
          0,
          c.floats(cStep * BATCH * c.columns()),
          c.columns());
    }

    @Override
    public void close() {
      arena.close();
    }
  }
}
