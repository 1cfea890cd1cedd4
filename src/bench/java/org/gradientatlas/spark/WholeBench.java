package org.gradientatlas.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the time of a whole {@code jobs/study} goes: by phase the wall time, and the processor time
 * of each kind of thread, in seconds. Then the same command again, which finds the study finished.
 * Reads /proc, so it needs Linux.
 */
public final class WholeBench {
  private static final double TICKS = 100;
  private static final String START = "Start of the JVM";

  /** A phase and the kind of thread that used the processor in it. */
  private record Use(String phase, String threads) {}

  /** One run of the command. */
  private record Run(
      Map<String, Double> wall, Map<Use, Double> processor, double seconds, long peakMb) {
    double processor(String phase) {
      return sum(use -> use.phase().equals(phase));
    }

    double sum(java.util.function.Predicate<Use> of) {
      return processor.entrySet().stream()
          .filter(entry -> of.test(entry.getKey()))
          .mapToDouble(Map.Entry::getValue)
          .sum();
    }
  }

  private final Path work;
  private final Path phases;
  private final List<String> study;

  private WholeBench(Path work, List<String> study) {
    this.work = work;
    this.phases = work.resolve("phases");
    this.study = study;
  }

  /** Prints the tables of a run and of its repetition; arguments are those of jobs/study. */
  public static void main(String[] args) throws Exception {
    var rest = new ArrayList<>(List.of(args));
    Path json = null;
    if (!rest.isEmpty() && rest.get(0).equals("--json")) {
      json = Path.of(rest.get(1));
      rest.subList(0, 2).clear();
    }
    if (rest.isEmpty()) {
      rest.add("conf/studies/quickstart.conf");
    }
    Path work = Files.createTempDirectory("whole");
    try {
      var bench = new WholeBench(work, rest);
      Run first = bench.run();
      bench.print("first run", first);
      bench.printTraining();
      Run again = bench.run();
      bench.print("the same command again", again);
      if (json != null) {
        Files.writeString(json, json(Map.of("first", first, "again", again)));
      }
    } finally {
      try (Stream<Path> files = Files.walk(work)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private Run run() throws IOException, InterruptedException {
    Files.deleteIfExists(phases);
    var command = new ArrayList<>(List.of("jobs/study"));
    command.addAll(study);
    command.addAll(List.of("--out", output()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(work.resolve("log").toFile());
    builder.environment().put("GRADIENT_ATLAS_PHASES", phases.toString());
    long begun = System.currentTimeMillis();
    Process process = builder.start();
    var threads = new Threads();
    var used = new LinkedHashMap<Use, Double>();
    while (process.isAlive()) {
      String phase = phase();
      for (Map.Entry<String, Double> use : threads.since(process.toHandle()).entrySet()) {
        used.merge(new Use(phase, use.getKey()), use.getValue(), Double::sum);
      }
      Thread.sleep(50);
    }
    double seconds = (System.currentTimeMillis() - begun) / 1e3;
    if (process.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(work.resolve("log")));
    }
    return new Run(walls(begun, seconds), used, seconds, threads.peakMb);
  }

  private String output() {
    return work.resolve("out").toString();
  }

  private List<String[]> logged() throws IOException {
    return Files.exists(phases)
        ? Files.readAllLines(phases).stream().map(line -> line.split("\t")).toList()
        : List.of();
  }

  /** The phase that is under way. What comes between two phases counts to the first. */
  private String phase() throws IOException {
    String phase = START;
    for (String[] line : logged()) {
      phase = line[1].equals("begin") ? line[2] : phase;
    }
    return phase;
  }

  private Map<String, Double> walls(long begun, double seconds) throws IOException {
    var walls = new LinkedHashMap<String, Double>();
    String phase = START;
    long from = begun;
    for (String[] line : logged()) {
      if (line[1].equals("begin")) {
        long at = Long.parseLong(line[0]);
        walls.merge(phase, (at - from) / 1e3, Double::sum);
        phase = line[2];
        from = at;
      }
    }
    walls.merge(phase, begun / 1e3 + seconds - from / 1e3, Double::sum);
    return walls;
  }

  private void print(String title, Run run) {
    List<String> kinds =
        run.processor().keySet().stream()
            .map(Use::threads)
            .distinct()
            .sorted(Comparator.comparingDouble(kind -> -run.sum(use -> use.threads().equals(kind))))
            .limit(6)
            .toList();
    System.out.printf(
        Locale.ROOT,
        "%n%s: %.1f s, %.1f s of processor time, %d MB at its peak%n%n%-20s %7s %9s",
        title,
        run.seconds(),
        run.sum(use -> true),
        run.peakMb(),
        "seconds",
        "wall",
        "processor");
    kinds.forEach(kind -> System.out.printf(" %9s", kind));
    System.out.println();
    for (Map.Entry<String, Double> phase : run.wall().entrySet()) {
      String name = phase.getKey();
      System.out.printf(
          Locale.ROOT, "%-20s %7.1f %9.1f", name, phase.getValue(), run.processor(name));
      for (String kind : kinds) {
        System.out.printf(
            Locale.ROOT, " %9.1f", run.processor().getOrDefault(new Use(name, kind), 0.0));
      }
      System.out.println();
    }
  }

  /** What the rows of trials say of themselves. */
  private void printTraining() throws SQLException {
    String query =
        "SELECT sum(train_ms) / 1e3, sum(record_ms) / 1e3, sum(setup_ms) / 1e3, count(*),"
            + " date_diff('millisecond', min(finished_at), max(finished_at)) / 1e3"
            + " FROM read_parquet('"
            + output()
            + "/trials/*.parquet')";
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      System.out.printf(
          Locale.ROOT,
          "%n%d trials by their own clocks, seconds of all slots: training %.1f, recording %.1f,"
              + " setting up %.1f; from the first trial's end to the last's %.1f%n",
          row.getLong(4),
          row.getDouble(1),
          row.getDouble(2),
          row.getDouble(3),
          row.getDouble(5));
    }
  }

  private static String json(Map<String, Run> runs) {
    return new TreeMap<>(runs)
        .entrySet().stream()
            .map(
                run ->
                    "\"%s\": {\"seconds\": %s, \"peak_mb\": %d, \"phases\": {%s}}"
                        .formatted(
                            run.getKey(),
                            run.getValue().seconds(),
                            run.getValue().peakMb(),
                            phases(run.getValue())))
            .collect(Collectors.joining(",\n", "{", "}\n"));
  }

  private static String phases(Run run) {
    return run.wall().entrySet().stream()
        .map(
            phase ->
                String.format(
                    Locale.ROOT,
                    "\"%s\": {\"wall\": %.3f, \"processor\": %.2f}",
                    phase.getKey(),
                    phase.getValue(),
                    run.processor(phase.getKey())))
        .collect(Collectors.joining(", "));
  }

  /** Processor time by kind of thread of a process and its children. */
  private static final class Threads {
    private final Map<Path, Double> last = new LinkedHashMap<>();
    private long peakMb;

    /** Seconds used since the last call. */
    Map<String, Double> since(ProcessHandle process) throws IOException {
      var used = new LinkedHashMap<String, Double>();
      List<ProcessHandle> all = Stream.concat(Stream.of(process), process.descendants()).toList();
      for (ProcessHandle each : all) {
        Path proc = Path.of("/proc", String.valueOf(each.pid()));
        try (Stream<Path> threads = Files.list(proc.resolve("task"))) {
          for (Path thread : threads.toList()) {
            add(thread, used);
          }
          peakMb = Math.max(peakMb, peakMb(proc));
        } catch (java.nio.file.NoSuchFileException e) {
          // It has ended.
        }
      }
      return used;
    }

    private void add(Path thread, Map<String, Double> used) throws IOException {
      String stat = Files.readString(thread.resolve("stat"));
      String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      double now = (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
      Double before = last.put(thread, now);
      used.merge(kind(name), now - (before == null ? 0 : before), Double::sum);
    }

    private static String kind(String thread) {
      if (thread.startsWith("C1 ") || thread.startsWith("C2 ")) {
        return thread.substring(0, 2);
      }
      if (thread.startsWith("G1 ") || thread.startsWith("GC ")) {
        return "GC";
      }
      if (thread.startsWith("Executor task")) {
        return "tasks";
      }
      return thread.equals("java") ? "main" : "others";
    }

    private static long peakMb(Path proc) throws IOException {
      return Files.readAllLines(proc.resolve("status")).stream()
          .filter(line -> line.startsWith("VmHWM"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    }
  }
}
