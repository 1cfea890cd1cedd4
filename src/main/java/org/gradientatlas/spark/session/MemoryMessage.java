package org.gradientatlas.spark.session;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains that memory ran out: where, and what to raise. */
public final class MemoryMessage {
  /** How Spark ends its report of a task that threw. */
  private static final Pattern IN_A_TASK =
      Pattern.compile("executor (\\w+)\\): java\\.lang\\.OutOfMemoryError(?:: ([^\\n]*))?");

  /** How cluster managers say that an executor ended with Spark's own code for this. */
  private static final Pattern OF_AN_EXECUTOR =
      Pattern.compile("(?si)executor (\\w+) exited .*?(?:code|status)[: ]+52\\b");

  private static final String DRIVER = "driver";

  private MemoryMessage() {}

  /** What ran out, in one line; empty if a failure is of another kind. */
  public static Optional<String> of(Throwable e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof OutOfMemoryError) {
      return Optional.of(line(DRIVER, message));
    }
    Matcher task = IN_A_TASK.matcher(message);
    if (task.find()) {
      return Optional.of(line(task.group(1), task.group(2)));
    }
    Matcher executor = OF_AN_EXECUTOR.matcher(message);
    return executor.find()
        ? Optional.of(line(executor.group(1), "exit code 52"))
        : Optional.empty();
  }

  private static String line(String executor, String what) {
    boolean driver = executor.equals(DRIVER);
    return "memory ran out in %s (%s): raise spark.%s.memory, for example with -- --%s-memory 4g"
        .formatted(
            driver ? "the driver" : "executor " + executor,
            what,
            driver ? DRIVER : "executor",
            driver ? DRIVER : "executor");
  }
}
