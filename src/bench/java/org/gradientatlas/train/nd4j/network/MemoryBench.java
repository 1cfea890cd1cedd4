package org.gradientatlas.train.nd4j.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.gradientatlas.axis.EngineKind;
import org.gradientatlas.axis.Initializer;
import org.gradientatlas.axis.Variant;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.measure.RecordSchedule;
import org.gradientatlas.study.Trial;
import org.gradientatlas.train.Batch;
import org.gradientatlas.train.NativeRuntime;
import org.gradientatlas.train.Network;
import org.gradientatlas.train.engine.Engines;

/**
 * Resident memory of a process that trains one deep network for long: whether it stays flat. As
 * recorded steps come at powers of two, memory that only they need is touched early.
 */
public final class MemoryBench {
  private static final RecordSchedule RECORD = new RecordSchedule.Log();

  private MemoryBench() {}

  /**
   * @param args depth, width, batch size, steps, and minutes after which it ends anyway
   */
  public static void main(String[] args) throws IOException {
    int depth = Integer.parseInt(args[0]);
    int width = Integer.parseInt(args[1]);
    int batch = Integer.parseInt(args[2]);
    int steps = Integer.parseInt(args[3]);
    double limit = Double.parseDouble(args[4]) * 60e9;
    NativeRuntime.prepare(1, null);
    long started = System.nanoTime();
    Variant<Initializer> xavier = Variant.of(Initializer.XAVIER_NORMAL);
    Trial trial = TrialBench.trial(width, depth, xavier, batch, 0.001);
    Dataset data = TrialBench.data(width);
    long next = 1;
    int step = 0;
    System.out.printf("depth %d, width %d, batch %d%n", depth, width, batch);
    System.out.println("  steps  seconds  resident MiB");
    int[] rows = new int[batch];
    var first = new Batch(data, rows, batch);
    try (Network network = Engines.of(EngineKind.ND4J).open(trial, first)) {
      while (step < steps && System.nanoTime() - started < limit) {
        for (int k = 0; k < batch; k++) {
          rows[k] = (step * batch + k * 7) % data.size();
        }
        boolean recorded = RECORD.records(step, Integer.MAX_VALUE);
        network.train(new Batch(data, rows, batch), step++, recorded, row -> {});
        if (step == next) {
          report(step, started);
          next *= 2;
        }
      }
      report(step, started);
    }
  }

  private static void report(int step, long started) throws IOException {
    double seconds = (System.nanoTime() - started) / 1e9;
    System.out.printf(Locale.ROOT, "%7d %8.1f %13.1f%n", step, seconds, residentKib() / 1024.0);
  }

  private static long residentKib() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElseThrow();
    }
  }
}
