package org.gradientatlas.chaos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Provokes faults at random, one after another, and compares rows after each. */
@Command(
    name = "scripts/chaos",
    description = "Breaks a small study in every way, goes on with it, and compares its rows.",
    mixinStandardHelpOptions = true)
final class Chaos implements Callable<Integer> {
  @Option(names = "--runs", defaultValue = "50", description = "How many faults. Default: 50.")
  private int runs;

  @Option(names = "--seed", defaultValue = "1", description = "Of their order and moments.")
  private long seed;

  @Option(
      names = "--on",
      defaultValue = "local",
      description = "Where: ${COMPLETION-CANDIDATES}. Default: local.")
  private Platform platform = Platform.LOCAL;

  @Option(
      names = "--only",
      split = ",",
      description = "These faults alone, of ${COMPLETION-CANDIDATES}.")
  private List<Fault> only = new ArrayList<>();

  /** Runs it. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Chaos()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    var results = new ArrayList<Result>();
    try (var harness = new FaultHarness(Path.of("target", "chaos"), platform)) {
      Undisturbed undisturbed = harness.baseline().undisturbed();
      System.out.printf(
          "Undisturbed: %d waves, the first after %.1f s, then one every %.2f s; SHA-256 %s%n%n",
          undisturbed.waves(),
          undisturbed.startSeconds(),
          undisturbed.waveSeconds(),
          undisturbed.sha256());
      List<Fault> order = order(only.isEmpty() ? harness.faults() : only);
      for (int i = 0; i < runs; i++) {
        Result result = harness.provoke(order.get(i), i % 2 == 1, new Random(seed * 1_000_003 + i));
        results.add(result);
        System.out.printf("%3d of %d  %s%n", i + 1, runs, result);
      }
    }
    System.out.println(table(results));
    long equal = results.stream().filter(Result::isEqual).count();
    System.out.printf("%d equalities in %d runs%n", equal, runs);
    return equal == runs ? 0 : 1;
  }

  /** All faults equally often, in a random order. */
  private List<Fault> order(List<Fault> faults) {
    var order = new ArrayList<Fault>();
    var random = new Random(seed);
    while (order.size() < runs) {
      var round = new ArrayList<>(faults);
      Collections.shuffle(round, random);
      order.addAll(round);
    }
    return order;
  }

  private static String table(List<Result> results) {
    Map<Fault, List<Result>> byFault = new EnumMap<>(Fault.class);
    results.forEach(r -> byFault.computeIfAbsent(r.fault(), f -> new ArrayList<>()).add(r));
    var text = new StringBuilder("\n");
    text.append(
        "%-36s %5s %6s %6s  %s%n"
            .formatted("fault", "runs", "equal", "lost", "seconds to the next wave"));
    byFault.forEach((fault, list) -> text.append(line(fault, list)));
    return text.toString();
  }

  private static String line(Fault fault, List<Result> results) {
    long equal = results.stream().filter(Result::isEqual).count();
    double[] recovery =
        results.stream()
            .mapToDouble(Result::recoverySeconds)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    return "%-36s %5d %6d %6s  %s%n"
        .formatted(
            fault.label(),
            results.size(),
            equal,
            equal == results.size() ? "none" : "?",
            recovery.length == 0
                ? "-"
                : "median %.1f, at most %.1f"
                    .formatted(
                        recovery[recovery.length / 2], Arrays.stream(recovery).max().orElse(0)));
  }
}
