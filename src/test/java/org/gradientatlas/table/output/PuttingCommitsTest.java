package org.gradientatlas.table.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;
import org.gradientatlas.table.store.Faults;
import org.gradientatlas.table.store.RemoteFileSystem;
import org.gradientatlas.table.store.StoppingFileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Waves on a store where a file appears whole when it is closed, and a rename is a copy. */
class PuttingCommitsTest {
  @TempDir Path root;

  @AfterEach
  void mend() {
    RemoteFileSystem.suffer(Faults.NONE);
  }

  private StudyDirectory directory() {
    var hadoop = new Configuration();
    RemoteFileSystem.register(hadoop);
    return StudyDirectory.at("objects:" + root, hadoop);
  }

  /** What tasks of a run write, one of them twice. */
  private Manifest write(WavePlace place) throws IOException {
    var files = new ArrayList<WaveFile>();
    for (Table<?> table : List.<Table<?>>of(Tables.LAYERS, Tables.STEPS, Tables.TRIALS)) {
      String name = place.name(0, 7);
      assertThat(place.written(0, 7)).as("no rename").isEqualTo(name);
      Path file = Path.of(place.path(table, name).toUri().getPath());
      Files.createDirectories(file.getParent());
      Files.writeString(file, "rows");
      Files.writeString(file.resolveSibling(place.name(0, 3)), "of an attempt given up");
      files.add(new WaveFile(table.name(), name, name, 4, 5L, "0badcafe"));
    }
    return new Manifest(place.wave(), files, OutcomeCounts.NONE);
  }

  private Manifest commit(int wave, String run) throws Exception {
    WavePlace place = directory().place(wave, run);
    Manifest written = write(place);
    Commits.to(directory()).commit(place, written);
    return written;
  }

  private List<Integer> numbers() throws IOException {
    return new Waves(directory()).committed().stream().map(Manifest::wave).toList();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .map(file -> root.relativize(file).toString())
          .toList();
    }
  }

  @Test
  void aWaveIsCommittedByOnePutAndNoRename() throws Exception {
    int copies = RemoteFileSystem.copies();
    Manifest wave = commit(1, "0badcafe");
    assertThat(new Waves(directory()).committed()).containsExactly(wave);
    assertThat(directory().files(List.of(wave), Tables.LAYERS))
        .singleElement()
        .asString()
        .endsWith("/layers/wave-000001-000-0badcafe-7.parquet");
    Commits.to(directory()).tidy();
    assertThat(files()).hasSize(3).allMatch(file -> file.endsWith("-0badcafe-7.parquet"));
    assertThat(RemoteFileSystem.copies()).isEqualTo(copies);
  }

  @Test
  void filesWithoutAManifestAreNoWave() throws Exception {
    commit(1, "0badcafe");
    write(directory().place(2, "0badcafe"));
    assertThat(numbers()).containsExactly(1);
    Commits.to(directory()).recover();
    assertThat(files()).hasSize(3);
  }

  @Test
  void aRunThatHasLostItsLockDoesNotReplaceTheWaveOfAnother() throws Exception {
    Manifest first = commit(1, "0badcafe");
    assertThatThrownBy(() -> commit(1, "deadbeef"))
        .isInstanceOf(OutputConflictException.class)
        .hasMessageContaining("Wave 1 of objects:")
        .hasMessageContaining("has been committed by another run");
    assertThat(new Waves(directory()).committed()).containsExactly(first);
  }

  @Test
  void anOutputThatWasCopiedFromDisksGoesOn() throws Exception {
    StudyDirectory disk = StudyDirectory.at(root.toString(), new Configuration());
    WavePlace place = disk.place(1, "0badcafe");
    var files = new ArrayList<WaveFile>();
    for (Table<?> table : List.<Table<?>>of(Tables.LAYERS, Tables.STEPS, Tables.TRIALS)) {
      Path file = Path.of(place.path(table, place.written(0, 7)).toUri().getPath());
      Files.createDirectories(file.getParent());
      Files.writeString(file, "rows");
      files.add(new WaveFile(table.name(), place.name(0, 7), place.written(0, 7), 4, 5L, "0"));
    }
    Files.writeString(
        Path.of(Staging.manifest(place.directory()).toUri().getPath()),
        StoredJson.write(new Manifest(1, files, OutcomeCounts.NONE)));
    Commits.to(directory()).recover();
    commit(2, "deadbeef");
    assertThat(numbers()).containsExactly(1, 2);
    assertThat(root.resolve("_staging")).doesNotExist();
  }

  @Test
  void aCrashAtAnyCallLosesTheWaveWholeOrNothingOfIt() throws Exception {
    commit(1, "0badcafe");
    boolean lost = false;
    boolean kept = false;
    for (int call = 1; !kept; call++) {
      WavePlace place = directory().place(2, "deadbeef");
      Manifest wave = write(place);
      RemoteFileSystem.suffer(Faults.of(Faults.Kind.CRASHED, call));
      assertThatThrownBy(
              () -> {
                Commits.to(directory()).commit(place, wave);
                Commits.to(directory()).tidy();
              })
          .isInstanceOf(StoppingFileSystem.Crash.class);
      mend();
      kept = numbers().contains(2);
      lost |= !kept;
      Commits.to(directory()).recover();
      assertThat(numbers().contains(2)).isEqualTo(kept);
      assertThat(files()).hasSize(kept ? 6 : 3);
    }
    assertThat(lost).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"THROTTLED", "FAILING", "ANSWER_LOST"})
  void anAnswerThatFailsOrIsLostIsAskedForAgain(Faults.Kind kind) throws Exception {
    RemoteFileSystem.suffer(Faults.of(kind, 9));
    for (int wave = 1; wave <= 6; wave++) {
      commit(wave, "0badcafe");
    }
    Commits.to(directory()).tidy();
    Commits.to(directory()).recover();
    assertThat(numbers()).hasSize(6);
    assertThat(files()).hasSize(18);
  }

  @Test
  void whatIsReplacedIsNeverMissing() throws Exception {
    StudyDirectory directory = directory();
    int copies = RemoteFileSystem.copies();
    directory.writeStudy("a");
    directory.writeStudy("b");
    assertThat(directory.readStudy()).isEqualTo("b");
    assertThat(RemoteFileSystem.copies()).isEqualTo(copies);
  }
}
