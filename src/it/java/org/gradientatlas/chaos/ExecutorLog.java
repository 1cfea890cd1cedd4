package org.gradientatlas.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an executor says of its tasks. */
final class ExecutorLog {
  private static final Pattern TASK =
      Pattern.compile("(Running|Finished) task ([0-9]+)\\.([0-9]+) in stage ([0-9.]+) ");

  private ExecutorLog() {}

  /** How many tasks of a stage it has finished. */
  static long finished(Path log, String stage) throws IOException {
    return TASK.matcher(Files.readString(log))
        .results()
        .filter(line -> line.group(1).equals("Finished") && line.group(4).equals(stage))
        .count();
  }

  /** Whether it was given a task that had been given out before. */
  static boolean repeats(Path log) throws IOException {
    return TASK.matcher(Files.readString(log))
        .results()
        .anyMatch(line -> line.group(1).equals("Running") && !line.group(3).equals("0"));
  }

  /**
   * The most attempts, before this one, at a task that runs now; empty if none runs.
   *
   * @param log its stderr, which it may be writing
   */
  static OptionalInt running(Path log) throws IOException {
    Map<String, Integer> running = new HashMap<>();
    Matcher line = TASK.matcher(Files.readString(log));
    while (line.find()) {
      String task = line.group(2) + " in " + line.group(4);
      if (line.group(1).equals("Running")) {
        running.put(task, Integer.parseInt(line.group(3)));
      } else {
        running.remove(task);
      }
    }
    return running.values().stream().mapToInt(Integer::intValue).max();
  }
}
