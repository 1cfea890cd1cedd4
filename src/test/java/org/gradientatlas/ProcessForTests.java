package org.gradientatlas;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gradientatlas.cli.Main;

/** The application in a JVM of its own, as spark-submit would start it. */
public final class ProcessForTests {
  /** A shell starts what it puts into the background deaf to SIGINT, and children inherit that. */
  private static final List<String> INTERRUPTIBLE =
      succeeds("env", "--default-signal=INT", "true")
          ? List.of("env", "--default-signal=INT")
          : List.of();

  private ProcessForTests() {}

  /** How a process ended, and all it said. */
  public record Ended(int exit, String said) {}

  /** Starts a command on a master; its output goes to the file. */
  public static Process start(String master, Path log, List<String> arguments) throws IOException {
    return start(master, "1g", log, arguments);
  }

  /** Does the same with another heap, like {@code 480m}. */
  public static Process start(String master, String heap, Path log, List<String> arguments)
      throws IOException {
    return start(INTERRUPTIBLE, master, heap, log, arguments);
  }

  /** Starts a command that ignores a signal, as nohup and shells start some. */
  public static Process deafTo(String signal, Path log, List<String> arguments) throws IOException {
    var deaf = List.of("env", "--ignore-signal=" + signal);
    return start(deaf, "local[1]", "1g", log, arguments);
  }

  private static Process start(
      List<String> wrapper, String master, String heap, Path log, List<String> arguments)
      throws IOException {
    var command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("spark.add-opens").trim().split("\\s+")));
    command.addAll(
        List.of(
            "-Xmx" + heap,
            "-XX:+UseSerialGC",
            // Half the processor time: such a process ends before it pays to optimize its code.
            "-XX:TieredStopAtLevel=1",
            "-Dspark.master=" + master,
            "-Dspark.ui.enabled=false",
            // The settings of the tests, on the class path, would count as a user's own.
            "-Dlog4j2.configurationFile=classpath:org/gradientatlas/spark/session/console-log4j2.properties",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName()));
    command.addAll(arguments);
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    // This JVM may have chosen a kernel for itself: a new process chooses anew.
    builder.environment().remove("OPENBLAS_CORETYPE");
    return builder.start();
  }

  /** Runs a command to its end. */
  public static Ended run(String master, String... arguments) throws Exception {
    Path log = Files.createTempFile("process", ".log");
    Process process = start(master, log, List.of(arguments));
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return new Ended(process.waitFor(), Files.readString(log, StandardCharsets.UTF_8));
  }

  private static boolean succeeds(String... command) {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }
}
