package org.gradientatlas.spark.stored;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.gradientatlas.spark.SameRows;
import org.gradientatlas.spark.SilentJobs;
import org.gradientatlas.spark.page.ReportJob;
import org.gradientatlas.spark.page.ReportResult;
import org.gradientatlas.spark.summary.SummaryResult;
import org.gradientatlas.spark.sweep.SweepResult;
import org.gradientatlas.table.output.HadoopSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was done to the files of a study is found, dropped and computed again. */
class DamageTest {
  /** Trials diverge in it and fail: their rows are complete as well. */
  private static final String STUDY =
      """
      study { name = damage, replicates = 1, seed = 3 }
      grid = [
        {
          depth = [2, 4], width = 8, batch-size = 8, activation = relu, bias = [true, false]
          initializer = [he-normal, { type = normal, sd = 1e12 }], data.examples = 40
        }
        {
          depth = 2, width = 8, batch-size = 8, activation = relu, bias = [true, false]
          initializer = [he-normal, { type = normal, sd = 1e12 }], data.examples = 500000000
        }
      ]
      data { classes = 2, features = 1 }
      training { steps = 60, engine = dl4j }
      commit { every = 1ms }
      """;

  private static final int WAVES = 12;

  @TempDir static Path whole;
  @TempDir Path scratch;
  private Path out;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeAll
  static void train() throws IOException {
    assertThat(sweep(whole)).isInstanceOf(SweepResult.Done.class);
    assertThat(SilentJobs.summarize(whole)).isInstanceOf(SummaryResult.Done.class);
  }

  @BeforeEach
  void copy() throws IOException {
    out = scratch.resolve("out");
    FileUtils.copyDirectory(whole.toFile(), out.toFile());
  }

  private static SweepResult sweep(Path directory) throws IOException {
    Path file = Files.writeString(whole.resolve("_study.conf"), STUDY);
    return SilentJobs.sweep(file, directory);
  }

  private OutputDoctor doctor() {
    said.reset();
    var writer = new PrintWriter(said, true, StandardCharsets.UTF_8);
    return new OutputDoctor(out.toString(), HadoopSettings.settings(), writer, writer);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  /** What may happen to a file. */
  enum Deed {
    DELETE {
      @Override
      void on(Path file) throws IOException {
        Files.delete(file);
      }
    },
    TRUNCATE {
      @Override
      void on(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
      }
    },
    NOISE_IN_THE_FOOTER {
      @Override
      void on(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < 40; i++) {
          bytes[bytes.length - 60 + i] ^= (byte) (0x5A + i);
        }
        Files.write(file, bytes);
      }
    },
    /** What a quick look cannot see. */
    NOISE_IN_THE_PAGES {
      @Override
      void on(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 100; i < bytes.length / 5; i++) {
          bytes[i] ^= (byte) (37 * i);
        }
        Files.write(file, bytes);
      }
    };

    abstract void on(Path file) throws IOException;
  }

  @Test
  void damagedFilesAreNamedDroppedAndComputedAgain() throws Exception {
    Deed.DELETE.on(out.resolve("steps/wave-000002-000.parquet"));
    Deed.TRUNCATE.on(out.resolve("layers/wave-000004-000.parquet"));
    Deed.NOISE_IN_THE_FOOTER.on(out.resolve("trials/wave-000005-000.parquet"));
    String why = ((SweepResult.Conflict) sweep(out)).why();
    assertThat(why)
        .contains(out + "/steps/wave-000002-000.parquet: is gone")
        .contains(out + "/layers/wave-000004-000.parquet: has ")
        .contains(out + "/trials/wave-000005-000.parquet: is no Parquet file")
        .contains("jobs/doctor --out file:" + out + " --repair");
    assertThat(((SummaryResult.Conflict) SilentJobs.summarize(out)).why()).isEqualTo(why);
    Deed.NOISE_IN_THE_PAGES.on(out.resolve("layers/wave-000008-000.parquet"));
    assertThat(doctor().examine()).isEqualTo(ExaminationResult.DAMAGED);
    assertThat(said())
        .contains("  layers/wave-000008-000.parquet: has other bytes than were committed")
        .contains("4 waves are damaged.");
    assertThat(doctor().repair()).isEqualTo(ExaminationResult.SOUND);
    assertThat(said()).contains("Dropped waves [2, 4, 5, 8]");
    assertThat(out.resolve("summary")).as("it counts what is gone").doesNotExist();
    var done = (SweepResult.Done) sweep(out);
    assertThat(done.trained()).isEqualTo(4);
    assertThat(done.skipped()).isEqualTo(WAVES - 4);
    assertThat(doctor().examine()).as(said()).isEqualTo(ExaminationResult.SOUND);
    SameRows.check(whole, out);
  }

  /** The quick look of a resume cannot see it: who reads the rows does. */
  @Test
  void noiseIsAnErrorAndNeverANumber() throws Exception {
    Path layers = largest("layers");
    Deed.NOISE_IN_THE_PAGES.on(layers);
    assertThat(((SummaryResult.Conflict) SilentJobs.summarize(out)).why())
        .contains(layers + ": has other bytes than were committed");
    Path trials = largest("trials");
    Deed.NOISE_IN_THE_PAGES.on(trials);
    assertThat(((SweepResult.Conflict) sweep(out)).why())
        .contains(trials + ": has other bytes than were committed");
  }

  @Test
  void aReportNamesWhatIsDamagedAndWritesNothing() throws Exception {
    Path layers = largest("layers");
    Deed.NOISE_IN_THE_PAGES.on(layers);
    assertThat(report()).contains(layers + ": has other bytes than were committed");
    Path contrasts = largest("contrasts");
    Deed.TRUNCATE.on(contrasts);
    assertThat(report()).contains("contrasts/" + contrasts.getFileName());
    assertThat(out.resolve("report.html")).doesNotExist();
  }

  private String report() throws IOException {
    var job = new ReportJob(HadoopSettings.settings(), out.toString());
    return ((ReportResult.Conflict) job.run()).why();
  }

  private Path largest(String table) throws IOException {
    try (Stream<Path> files = Files.list(out.resolve(table))) {
      return files.max(Comparator.comparing(file -> file.toFile().length())).orElseThrow();
    }
  }

  @Test
  void aSoundStudyIsFoundSoundAndStaysAsItIs() throws Exception {
    List<Path> before = files();
    assertThat(doctor().examine()).isEqualTo(ExaminationResult.SOUND);
    assertThat(said())
        .contains("12 waves, 12 trials, ")
        .contains("Every file is what was committed, and every trial has all its rows once.");
    assertThat(doctor().repair()).isEqualTo(ExaminationResult.SOUND);
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void withoutManifestsTheRowsThemselvesTell() throws Exception {
    FileUtils.deleteDirectory(out.resolve("_waves").toFile());
    assertThat(doctor().examine()).as(said()).isEqualTo(ExaminationResult.SOUND);
    assertThat(said()).contains("12 waves were committed by a version that wrote no checksums.");
    Files.delete(out.resolve("layers/wave-000003-000.parquet"));
    for (String table : List.of("layers", "steps", "trials", "axes")) {
      Files.copy(
          out.resolve(table + "/wave-000001-000.parquet"),
          out.resolve(table + "/wave-000013-000.parquet"));
    }
    assertThat(doctor().repair()).isEqualTo(ExaminationResult.SOUND);
    assertThat(said())
        .contains("layers: has no file of wave 3")
        .containsPattern("wave 13: trial [0-9a-f]{16} is in an earlier wave as well")
        .contains("Dropped waves [3, 13]");
  }

  @Test
  void aDamagedDerivedTableIsDroppedAndNoWave() throws Exception {
    Path file;
    try (Stream<Path> files = Files.list(out.resolve("summary"))) {
      file = files.findFirst().orElseThrow();
    }
    Deed.TRUNCATE.on(file);
    assertThat(doctor().repair()).isEqualTo(ExaminationResult.SOUND);
    assertThat(said()).contains("summary/" + file.getFileName() + ": does not decode");
    assertThat(out.resolve("summary")).doesNotExist();
    assertThat(doctor().examine()).isEqualTo(ExaminationResult.SOUND);
    assertThat(said()).contains("12 waves, 12 trials");
  }

  @Test
  void whereThereIsNoStudyTheDoctorSaysSo() throws Exception {
    FileUtils.deleteDirectory(out.toFile());
    assertThat(doctor().examine()).isEqualTo(ExaminationResult.NOTHING);
    assertThat(said()).contains("holds no trained study: give");
    assertThat(doctor().repair()).isEqualTo(ExaminationResult.NOTHING);
    assertThat(out).doesNotExist();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> walk = Files.walk(out)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
