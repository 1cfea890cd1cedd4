package org.gradientatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.gradientatlas.report.text.Quantity;
import org.gradientatlas.train.dl4j.own.OwnModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PlanCommandTest {
  private static final String STUDIES = "src/test/resources/studies/";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine command =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(args);
  }

  /** Labels are numbered, and what is odd is said, before anything is trained. */
  @Test
  void aPlanReadsTheDataIfAsked(@TempDir Path folder) throws IOException {
    Path csv =
        Files.writeString(
            folder.resolve("flowers.csv"),
            "id,a,b,kind\n" + "0,0.1,7,rose\n1,2,7,tulip\n".repeat(20));
    Path study =
        Files.writeString(
            folder.resolve("study.conf"),
            "data { type = csv, path = flowers.csv, label = kind, standardize = false }\n"
                + "grid.batch-size = 8");
    assertThat(run("plan", study.toString(), "--data")).isEqualTo(ExitCode.DONE.code());
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .containsPattern("data +rows +features +classes +memory\n")
        .containsPattern(csv + " \\(kind\\) +40 +3 +2 +.*B\n")
        .contains(
            "Note: "
                + csv
                + ", column 'b': has one value in all 40 rows, 7, and tells nothing; data.ignore ="
                + " [b] leaves the column out")
        .containsOnlyOnce("tulip")
        .contains("Note: " + csv + ", column 'kind': labels are numbered as classes: 'rose' is 0")
        .contains("Predicted: ");
    assertThat(run("plan", STUDIES + "small.conf", "--data")).isEqualTo(ExitCode.DONE.code());
    assertThat(out.toString()).contains("The study draws its data, and reads no file.");
  }

  @Test
  void aPlanSaysWhatAModelFileHolds(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("mine.json"), OwnModels.dense(4, 3).toJson());
    Path study =
        Files.writeString(
            folder.resolve("study.conf"),
            """
            grid.architecture = { type = own, model = mine.json, weights = grid }
            grid { depth = 2, width = 5, batch-size = 8 }
            data { classes = 3, features = 4, examples = 100 }
            training { engine = dl4j, steps = 1 }
            """);
    assertThat(run("plan", study.toString(), "--data")).isEqualTo(ExitCode.DONE.code());
    assertThat(out.toString())
        .contains("The study draws its data; its models are in files.")
        .containsPattern("model +takes +gives +parameters\n")
        .containsPattern("mine.json +lists of 4 numbers +3 +64\n")
        .containsPattern("model +layer +type +tensors +parameters\n")
        .containsPattern("mine.json +layer 1 +DenseLayer +W 4 x 5, b 5 +25\n")
        .containsPattern("mine.json +layer 3 +OutputLayer +W 4 x 3, b 3 +15\n");
    assertThat(run("plan", study.toString(), "--data", "--set", "grid.depth=1"))
        .isEqualTo(ExitCode.INVALID.code());
    assertThat(err.toString()).contains("has 2 hidden layers with parameters");
  }

  @Test
  void aPlanCountsAndLists() {
    int code =
        run(
            "plan",
            STUDIES + "small.conf",
            "--set",
            "study.replicates=1",
            "--cells",
            "--limit",
            "2");

    assertThat(code).isEqualTo(ExitCode.DONE.code());
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .contains("small: 192 trials in 192 cells")
        .containsPattern("288 cells, each 1 times +288")
        .containsPattern("excluded by initializer = 'he-normal' AND activation = 'sigmoid' +-32")
        .containsPattern("excluded by depth > 4 AND data_noise = 1 \\(true for 72\\) +-64")
        .containsPattern("to train +192")
        .contains("96 trials of values that an axis lists twice are trained once.")
        .containsPattern("Predicted: .* of one core")
        .containsPattern("layers +10,752 ")
        .contains("Forecast of gradients at initialization")
        .containsPattern("vanishes +\\d")
        .contains("more kinds of networks: --limit N lists more.")
        .contains("Cells (the first 2), each trial:")
        .containsPattern("layer_rows +forecast +delta_growth")
        .containsPattern(
            "depth +initializer +activation +clip_kind +clip_threshold +precision +data_noise");
  }

  @Test
  void factorsOfAnySizeAreReadable() {
    assertThat(Quantity.factor(0)).isEqualTo("1");
    assertThat(Quantity.factor(Math.log10(0.0284))).isEqualTo("0.028");
    assertThat(Quantity.factor(Math.log10(6543))).isEqualTo("6500");
    assertThat(Quantity.factor(-412.5)).isEqualTo("3.2e-413");
    assertThat(Quantity.factor(9.43)).isEqualTo("2.7e9");
    assertThat(Quantity.factor(Double.NaN)).isEmpty();
  }

  @Test
  void anInvalidStudyIsRefusedWithAllItsProblems() {
    assertThat(run("plan", STUDIES + "five-mistakes.conf")).isEqualTo(ExitCode.INVALID.code());
    assertThat(err.toString()).contains("5 problems").hasLineCount(6);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aMissingFileAndWrongUsageAreRefusedAlike() {
    assertThat(run("plan", STUDIES + "nowhere.conf")).isEqualTo(ExitCode.INVALID.code());
    assertThat(err.toString()).contains("nowhere.conf: no such file");
    assertThat(run("plan")).isEqualTo(ExitCode.INVALID.code());
    assertThat(err.toString()).contains("STUDY");
  }

  /** A JVM of its own, with little memory and without the jars that only Spark brings. */
  @Test
  void aMillionCellsNeedNeitherSparkNorMemory() throws Exception {
    String separator = File.pathSeparator;
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(separator))
            .filter(
                jar -> !jar.matches(".*(spark|scala|hadoop|nd4j|deeplearning4j|bytedeco).*\\.jar"))
            .collect(Collectors.joining(separator));
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                Main.class.getName(),
                "plan",
                STUDIES + "million.conf")
            .redirectErrorStream(true)
            .start();
    String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(java.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(output)
        .contains("million: 904,320 trials in 904,320 cells")
        .containsPattern("unknown +0");
    assertThat(java.exitValue()).isZero();
  }
}
