package org.gradientatlas.train.nd4j.network;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.ClipRule;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Normalization;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.axis.Residual;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.NativeRuntime;
import org.gradientatlas.train.Network;
import org.gradientatlas.train.TrialFixture;
import org.gradientatlas.train.engine.Engines;
import org.gradientatlas.train.nd4j.product.Products;

/**
 * What a layer and step of the nd4j engine takes with every activation, optimizer, clip rule,
 * normalization and skip, one after the other in one process, and how many bytes the thread
 * allocates: a loop that the JIT has compiled badly makes an object of each vector. All are trained
 * once to warm up, then again; the fastest of many short rounds is reported.
 */
public final class AxesBench {
  private static final int WIDTH = 64;
  private static final int DEPTH = 10;
  private static final int BATCH = 64;
  private static final int STEPS = 20;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private AxesBench() {}

  /**
   * @param args seconds for each network, pass and kind of step
   */
  public static void main(String[] args) {
    double seconds = Double.parseDouble(args[0]);
    NativeRuntime.prepare(1, null);
    System.out.printf(
        "BLAS kernel %s; width %d, depth %d, batch %d; microseconds and bytes a layer and step%n",
        Products.kernel(Precision.FLOAT32), WIDTH, DEPTH, BATCH);
    System.out.println("                                    not recorded           recorded");
    Dataset data = TrialBench.data(WIDTH);
    Map<String, Trial> trials = trials();
    trials.values().forEach(trial -> row(trial, data, seconds));
    trials.forEach(
        (name, trial) -> System.out.printf("%-28s%s%n", name, row(trial, data, seconds)));
  }

  private static Map<String, Trial> trials() {
    Variant<Initializer> xavier = Variant.of(Initializer.XAVIER_NORMAL);
    var base = new TrialFixture(TrialBench.trial(WIDTH, DEPTH, xavier, BATCH, 0.001));
    Map<String, Trial> trials = new LinkedHashMap<>();
    for (Activation activation : Activation.values()) {
      trials.put(activation.label(), base.activation(TrialFixture.variant(activation)).trial());
    }
    for (Optimizer optimizer : Optimizer.values()) {
      Trial trial = base.optimizer(TrialFixture.variant(optimizer)).trial();
      trials.put("optimizer " + optimizer.label(), trial);
    }
    for (ClipRule clip : ClipRule.values()) {
      trials.put("clip " + clip.label(), base.clip(TrialFixture.variant(clip)).trial());
    }
    for (Normalization some : Normalization.values()) {
      trials.put("normalization " + some.label(), base.normalization(some).trial());
    }
    for (Residual skip : Residual.values()) {
      trials.put("residual " + skip.label(), base.residual(TrialFixture.variant(skip)).trial());
    }
    return trials;
  }

  private static String row(Trial trial, Dataset data, double seconds) {
    return measure(trial, data, seconds, false) + measure(trial, data, seconds, true);
  }

  private static String measure(Trial trial, Dataset data, double seconds, boolean recorded) {
    int[] rows = new int[BATCH];
    double fastest = Double.POSITIVE_INFINITY;
    double bytes = 0;
    int step = 0;
    try (Network network = Engines.of(EngineKind.ND4J).open(trial, new Batch(data, rows, BATCH))) {
      long end = System.nanoTime() + (long) (seconds * 1e9);
      while (System.nanoTime() < end) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long from = System.nanoTime();
        for (int i = 0; i < STEPS; i++) {
          for (int k = 0; k < BATCH; k++) {
            rows[k] = (step * BATCH + k * 7) % data.size();
          }
          network.train(new Batch(data, rows, BATCH), step++, recorded, row -> {});
        }
        double layers = STEPS * (DEPTH + 1.0);
        fastest = Math.min(fastest, (System.nanoTime() - from) / 1e3 / layers);
        bytes = (THREADS.getCurrentThreadAllocatedBytes() - allocated) / layers;
      }
    }
    return String.format(Locale.ROOT, "%10.1f us %7.0f B", fastest, bytes);
  }
}
