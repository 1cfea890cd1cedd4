package org.gradientatlas.train.nd4j.network;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.gradientatlas.axis.Activation;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Optimizer;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.measure.RecordSchedule;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.Batches;
import org.gradientatlas.train.NativeRuntime;
import org.gradientatlas.train.Network;
import org.gradientatlas.train.TrialFixture;
import org.gradientatlas.train.engine.Engines;

/** How many bytes a step of the nd4j engine allocates. */
public final class StepGarbage {
  private static final int STEPS = 2000;
  private static final int ROUNDS = 100;

  private StepGarbage() {}

  /**
   * Trains with every activation and optimizer, one after the other, and prints what a step of each
   * allocates: a line of name and bytes each.
   *
   * @param args the number of bytes that is little enough
   */
  public static void main(String[] args) {
    NativeRuntime.prepare(1, null);
    long enough = Long.parseLong(args[0]);
    TrialFixture base = fixture();
    for (Activation activation : Activation.values()) {
      Trial trial = base.activation(TrialFixture.variant(activation)).trial();
      System.out.println(activation + " " + bytes(trial, enough));
    }
    for (Optimizer optimizer : Optimizer.values()) {
      Trial trial = base.optimizer(TrialFixture.variant(optimizer)).trial();
      System.out.println(optimizer + " " + bytes(trial, enough));
    }
  }

  /** What all these trials start from. */
  public static TrialFixture fixture() {
    return new TrialFixture()
        .width(64)
        .precision(Precision.FLOAT32)
        .record(new RecordSchedule.Log());
  }

  /**
   * The mean over some thousand steps, repeated until it is little enough: before the JIT has
   * compiled them, vector loops allocate their vectors.
   */
  public static long bytes(Trial trial, long enough) {
    Dataset data = TrialFixture.data();
    var batches = new Batches(trial, data);
    try (Network network = Engines.of(EngineKind.ND4J).open(trial, batches.first())) {
      return bytes(network, batches.first(), enough, ROUNDS, STEPS);
    }
  }

  /** The same of a network, by rounds of so many steps. */
  static long bytes(Network network, Batch batch, long enough, int rounds, int steps) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int step = 0;
    long perStep = Long.MAX_VALUE;
    for (int round = 0; round < rounds && perStep >= enough; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < steps; i++) {
        network.train(batch, step++, false, row -> {});
      }
      perStep = (threads.getCurrentThreadAllocatedBytes() - before) / steps;
    }
    return perStep;
  }
}
