package org.gradientatlas.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example of docs/guide/java-api.md compiles, runs in a plain session, and prints what it says.
 */
class JavaApiPageTest {
  private static final Path PAGE = Path.of("docs/guide/java-api.md");
  private static final String EXAMPLE = "DepthStudy";

  @TempDir Path scratch;

  @Test
  void theExampleCompilesAndPrintsWhatThePageShows() throws Exception {
    compile(Files.writeString(scratch.resolve(EXAMPLE + ".java"), block("java")));
    assertThat(run()).isEqualTo(block("text"));
  }

  private static String block(String language) throws Exception {
    var fence = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL);
    var found = fence.matcher(Files.readString(PAGE));
    assertThat(found.find()).as(language).isTrue();
    return found.group(1);
  }

  private void compile(Path source) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var said = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var options = List.of("-proc:none", "-Xlint:all", "-Werror", "-d", scratch.toString());
      boolean compiled =
          compiler
              .getTask(said, files, null, options, null, files.getJavaFileObjects(source))
              .call();
      assertThat(compiled).as(said.toString()).isTrue();
    }
  }

  /** In a JVM of its own, whose session nobody has prepared; gives what the example prints. */
  private String run() throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("spark.add-opens").trim().split("\\s+")));
    String classes = scratch + File.pathSeparator + System.getProperty("java.class.path");
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-Dspark.ui.enabled=false"));
    command.addAll(List.of("-cp", classes, EXAMPLE, scratch.resolve("out").toString()));
    Path log = scratch.resolve("log");
    Path printed = scratch.resolve("printed");
    Process process =
        new ProcessBuilder(command)
            .redirectError(log.toFile())
            .redirectOutput(printed.toFile())
            .start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertThat(ended && process.waitFor() == 0).as(Files.readString(log)).isTrue();
    return Files.readString(printed);
  }
}
