package org.gradientatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gradientatlas.SparkForTests;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every malformed study and data file of {@code src/test/resources/bad-input}: exit code 2, exactly
 * the expected lines on stderr, nothing on stdout, and nothing written.
 */
class BadInputTest {
  static final Path CASES = Path.of("src/test/resources/bad-input");

  /** What a slow machine is told. */
  private static final Pattern PHASE =
      Pattern.compile("(?m)^(Starting Spark|Planning|Diagnosing|Writing the report)\\R");

  @TempDir Path scratch;
  private int runs;

  @TestFactory
  Stream<DynamicContainer> studies() throws IOException {
    return containers("study");
  }

  @TestFactory
  Stream<DynamicContainer> data() throws IOException {
    return containers("data");
  }

  /** The case files of a folder, by name. */
  static Map<String, Path> files(String folder) throws IOException {
    var files = new TreeMap<String, Path>();
    if (!Files.isDirectory(CASES.resolve(folder))) {
      return files;
    }
    try (Stream<Path> all = Files.list(CASES.resolve(folder))) {
      all.forEach(f -> files.put(f.getFileName().toString().replace(".txt", ""), f));
    }
    return files;
  }

  private Stream<DynamicContainer> containers(String folder) throws IOException {
    var containers = Stream.<DynamicContainer>builder();
    for (var file : files(folder).entrySet()) {
      containers.add(
          DynamicContainer.dynamicContainer(
              file.getKey(),
              BadInputCase.read(file.getValue()).stream()
                  .map(one -> DynamicTest.dynamicTest(name(one), () -> check(one)))));
    }
    return containers.build();
  }

  private static String name(BadInputCase one) {
    return one.where() + " " + one.title();
  }

  private void check(BadInputCase one) throws IOException {
    if (!one.run().startsWith("plan ") && !one.run().startsWith("theory ")) {
      SparkForTests.session();
    }
    Path directory = Files.createDirectory(scratch.resolve("case-" + ++runs));
    one.write(directory);
    for (String name : one.unreadable()) {
      assumeFalse(Files.isReadable(directory.resolve(name)), "this user may read everything");
    }
    Map<Path, String> before = tree(directory);
    var said = new ByteArrayOutputStream();
    var printed = new ByteArrayOutputStream();
    int code = run(one, directory, printed, said);
    assertThat(text(said, directory)).isEqualTo(one.expected());
    assertThat(PHASE.matcher(text(printed, directory)).replaceAll("")).as("stdout").isEmpty();
    assertThat(code).as("exit code").isEqualTo(ExitCode.INVALID.code());
    assertThat(tree(directory)).as("the directory").isEqualTo(before);
  }

  /** All that the process would print goes through both streams. */
  private static int run(
      BadInputCase one, Path directory, ByteArrayOutputStream out, ByteArrayOutputStream err) {
    PrintStream stdout = System.out;
    PrintStream stderr = System.err;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      return Main.commandLine().execute(one.arguments(directory).toArray(String[]::new));
    } finally {
      System.setOut(stdout);
      System.setErr(stderr);
    }
  }

  private static String text(ByteArrayOutputStream said, Path directory) {
    return said.toString(StandardCharsets.UTF_8).replace(directory + "/", BadInputCase.HERE);
  }

  /** Every path below the directory; files with their size and the time of their last change. */
  private static Map<Path, String> tree(Path directory) throws IOException {
    var tree = new TreeMap<Path, String>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        boolean file = Files.isRegularFile(path);
        tree.put(path, file ? Files.size(path) + " " + Files.getLastModifiedTime(path) : "");
      }
    }
    return tree;
  }
}
