package org.gradientatlas.table.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.gradientatlas.table.schema.Tables;
import org.gradientatlas.table.store.StoppingFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavesTest {
  private static final String RUN = "0badcafe";

  @TempDir Path root;

  private StudyDirectory directory() {
    return directory(Integer.MAX_VALUE);
  }

  private StudyDirectory directory(int changes) {
    return StudyDirectory.at(root.toString(), StoppingFileSystem.after(changes));
  }

  /** What a task would have staged, and what an attempt that Spark has given up left there. */
  private Manifest stage(int wave) throws IOException {
    var files = new ArrayList<WaveFile>();
    for (String table : List.of("layers", "layers", "steps", "trials")) {
      int part = (int) files.stream().filter(file -> file.table().equals(table)).count();
      String name = WaveFile.name(wave, part);
      Path to = root.resolve("_staging/" + RUN + "-" + wave + "/" + table);
      Files.createDirectories(to);
      String text = "rows of " + table + "/" + name;
      Files.writeString(to.resolve(name + ".7"), text);
      Files.writeString(to.resolve(name + ".3"), "torn");
      files.add(new WaveFile(table, name, name + ".7", text.length(), 5L, "0badcafe"));
    }
    return new Manifest(wave, files, OutcomeCounts.NONE);
  }

  private void commit(Manifest wave) throws Exception {
    commit(directory(), wave);
  }

  private static void commit(StudyDirectory directory, Manifest wave) throws Exception {
    Commits.to(directory).commit(directory.place(wave.wave(), RUN), wave);
  }

  private Commits commits() {
    return Commits.to(directory());
  }

  private List<String> tables() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static List<String> filesOf(int... waves) {
    return Arrays.stream(waves)
        .boxed()
        .flatMap(
            wave ->
                Stream.of(
                    "layers/" + WaveFile.name(wave, 0),
                    "layers/" + WaveFile.name(wave, 1),
                    "steps/" + WaveFile.name(wave, 0),
                    "trials/" + WaveFile.name(wave, 0)))
        .sorted()
        .toList();
  }

  @Test
  void aCommittedWaveIsInAllTablesAndNothingIsLeftStaged() throws Exception {
    Manifest wave = stage(1);
    commit(wave);
    var waves = new Waves(directory());
    assertThat(tables()).isEqualTo(filesOf(1));
    for (String file : tables()) {
      assertThat(root.resolve(file)).hasContent("rows of " + file);
    }
    assertThat(root.resolve("_staging")).doesNotExist();
    assertThat(waves.committed()).containsExactly(wave);
    assertThat(directory().files(waves.committed(), Tables.LAYERS))
        .hasSize(2)
        .allMatch(file -> file.contains("/layers/wave-000001-00"));
  }

  /** Whatever the file system does last, the wave is there whole or not at all. */
  @Test
  void aCrashBetweenAnyTwoChangesLosesTheWaveWholeOrNothingOfIt() throws Exception {
    commit(stage(1));
    boolean lost = false;
    boolean kept = false;
    int changes = 0;
    for (boolean crashed = true; crashed; changes++) {
      Manifest wave = stage(2);
      crashed = crashes(changes, directory -> commit(directory, wave));
      List<Integer> seen = numbers();
      assertThat(tables())
          .as("what a reader of committed waves looks for, after %d changes", changes)
          .containsAll(seen.contains(2) ? filesOf(1, 2) : filesOf(1));
      commits().recover();
      assertThat(root.resolve("_staging")).doesNotExist();
      assertThat(numbers()).containsAll(seen);
      assertThat(tables())
          .as("after %d changes", changes)
          .isEqualTo(numbers().contains(2) ? filesOf(1, 2) : filesOf(1));
      assertThat(numbers().contains(2))
          .as("nothing is lost once it was seen")
          .isEqualTo(kept |= numbers().contains(2));
      lost |= !numbers().contains(2);
      new Waves(directory()).drop(2);
    }
    assertThat(lost).isTrue();
    assertThat(kept).isTrue();
    assertThat(changes).isGreaterThan(10);
  }

  @Test
  void aCrashOfTheRecoveryItselfIsRecoveredFrom() throws Exception {
    for (int changes = 0; changes < 40; changes++) {
      Manifest wave = stage(1);
      crashes(9, directory -> commit(directory, wave));
      crashes(changes, directory -> Commits.to(directory).recover());
      commits().recover();
      assertThat(tables()).as("after %d changes", changes).isEqualTo(filesOf(1));
      assertThat(root.resolve("_staging")).doesNotExist();
      new Waves(directory()).drop(1);
    }
  }

  /** A wave that is half dropped is damaged, and is dropped by the next attempt. */
  @Test
  void aCrashWhileAWaveIsDroppedLeavesNoneThatLooksWhole() throws Exception {
    boolean crashed = true;
    for (int changes = 1; crashed; changes++) {
      commit(stage(1));
      crashed = crashes(changes, directory -> new Waves(directory).drop(1));
      if (crashed) {
        assertThatThrownBy(() -> new Waves(directory()).checked())
            .isInstanceOf(DamagedOutputException.class)
            .hasMessageContaining("trials/wave-000001-000.parquet: is gone");
      }
      new Waves(directory()).drop(1);
      assertThat(tables()).isEmpty();
      assertThat(numbers()).isEmpty();
    }
  }

  private interface Change {
    void make(StudyDirectory directory) throws Exception;
  }

  private boolean crashes(int changes, Change change) throws Exception {
    try {
      change.make(directory(changes));
      return false;
    } catch (StoppingFileSystem.Crash e) {
      return true;
    }
  }

  private List<Integer> numbers() throws IOException {
    return new Waves(directory()).committed().stream().map(Manifest::wave).toList();
  }

  @Test
  void whatBelongsToNoCommittedWaveIsRemoved() throws Exception {
    commit(stage(1));
    Files.writeString(root.resolve("layers/wave-000002-000.parquet"), "torn");
    Files.writeString(root.resolve("layers/notes.txt"), "the user's own");
    stage(2);
    commits().recover();
    assertThat(tables()).isEqualTo(filesOf(1));
    assertThat(root.resolve("layers/notes.txt")).exists();
    assertThat(root.resolve("_staging")).doesNotExist();
  }

  @Test
  void whatIsStagedWholeIsNotDiscarded() throws Exception {
    stage(1);
    commits().discard();
    assertThat(root.resolve("_staging/" + RUN + "-1")).doesNotExist();
    Manifest whole = stage(2);
    assertThat(crashes(9, directory -> commit(directory, whole))).isTrue();
    commits().discard();
    commits().recover();
    assertThat(tables()).isEqualTo(filesOf(2));
  }

  /** It was silent for so long that another run took over, cleaned up and trained the wave. */
  @Test
  void aCommitThatComesTooLateChangesNothing() throws Exception {
    Manifest late = stage(1);
    commits().recover();
    commitAs("successor", 1);
    assertTooLate(late);
    new Waves(directory()).drop(1);
    commits().recover();
    assertTooLate(late);
    assertThat(tables()).as("nothing is committed without its files").isEmpty();
    assertThat(root.resolve("_staging")).doesNotExist();
  }

  private void assertTooLate(Manifest wave) throws IOException {
    List<Integer> before = numbers();
    assertThatThrownBy(() -> commit(wave))
        .isInstanceOf(OutputConflictException.class)
        .hasMessageContaining("has been committed by another run");
    assertThat(numbers()).isEqualTo(before);
    commits().recover();
    assertThat(numbers()).isEqualTo(before);
  }

  private void commitAs(String run, int number) throws Exception {
    Manifest wave = stage(number);
    Files.move(
        root.resolve("_staging/" + RUN + "-" + number),
        root.resolve("_staging/" + run + "-" + number));
    Commits.to(directory()).commit(directory().place(number, run), wave);
  }

  @Test
  void aStagedManifestThatIsTornCostsItsWaveAlone() throws Exception {
    commit(stage(1));
    stage(2);
    Files.writeString(root.resolve("_staging/" + RUN + "-2/manifest.json"), "{\"wave\": 2, \"fil");
    commits().recover();
    assertThat(tables()).isEqualTo(filesOf(1));
    commit(stage(2));
    assertThat(tables()).isEqualTo(filesOf(1, 2));
  }

  @Test
  void wavesOfVersionsWithoutManifestsCountByTheirTrials() throws Exception {
    commit(stage(1));
    commit(stage(2));
    Files.delete(root.resolve("_waves/wave-000001.json"));
    Files.delete(root.resolve("_waves/wave-000002.json"));
    Files.delete(root.resolve("trials/wave-000002-000.parquet"));
    var waves = new Waves(directory());
    assertThat(numbers()).containsExactly(1);
    assertThat(directory().files(waves.committed(), Tables.LAYERS)).hasSize(2);
    commits().recover();
    assertThat(tables()).isEqualTo(filesOf(1));
  }

  @Test
  void aTornManifestIsNamedWithTheRepair() throws Exception {
    commit(stage(1));
    Files.writeString(root.resolve("_waves/wave-000001.json"), "{\"wave\": 1, \"fil");
    assertThatThrownBy(() -> new Waves(directory()).committed())
        .isInstanceOf(DamagedOutputException.class)
        .hasMessageContaining("_waves/wave-000001.json: is torn")
        .hasMessageContaining("jobs/doctor --out " + directory().root() + " --repair");
  }

  @Test
  void aStudyIsReadBackAsWritten() throws IOException {
    assertThat(directory().readStudy()).isNull();
    directory().writeStudy("study { name = a }\n");
    directory().writeStudy("study { name = b }\n");
    assertThat(directory().readStudy()).isEqualTo("study { name = b }\n");
  }
}
