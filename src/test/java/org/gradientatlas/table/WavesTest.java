package org.gradientatlas.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavesTest {
  @TempDir Path root;

  private StudyDirectory directory() {
    var hadoop = new Configuration();
    hadoop.set("fs.file.impl", RawLocalFileSystem.class.getName());
    return StudyDirectory.at(root.toString(), hadoop);
  }

  private void stage(int wave, String table, String... parts) throws IOException {
    Path to = root.resolve("_staging/" + wave + "/" + table);
    Files.createDirectories(to);
    for (String part : parts) {
      Files.writeString(to.resolve(part), table + part);
    }
  }

  @Test
  void aCommittedWaveIsInAllTablesAndNothingIsLeftStaged() throws IOException {
    stage(1, "layers", "part-00000.zstd.parquet", "part-00001.zstd.parquet");
    stage(1, "steps", "part-00002.zstd.parquet");
    stage(1, "trials", "part-00003.zstd.parquet");
    var waves = new Waves(directory());
    waves.commit(1);
    assertThat(root.resolve("layers/wave-000001-000.parquet"))
        .hasContent("layerspart-00000.zstd.parquet");
    assertThat(root.resolve("layers/wave-000001-001.parquet")).exists();
    assertThat(root.resolve("trials/wave-000001-000.parquet")).exists();
    assertThat(root.resolve("_staging")).doesNotExist();
    assertThat(waves.committed()).containsExactly(1);
  }

  @Test
  void whatACrashLeftOfAnUncommittedWaveIsRemoved() throws IOException {
    stage(1, "layers", "part-00000.parquet");
    stage(1, "trials", "part-00001.parquet");
    var waves = new Waves(directory());
    waves.commit(1);
    Files.writeString(root.resolve("layers/wave-000002-000.parquet"), "torn");
    Files.writeString(root.resolve("layers/notes.txt"), "the user's own");
    stage(2, "steps", "part-00000.parquet");
    waves.recover();
    assertThat(root.resolve("layers/wave-000002-000.parquet")).doesNotExist();
    assertThat(root.resolve("layers/wave-000001-000.parquet")).exists();
    assertThat(root.resolve("layers/notes.txt")).exists();
    assertThat(root.resolve("_staging")).doesNotExist();
  }

  @Test
  void aDirectoryIsHeldByOneRunAtATime() throws Exception {
    try (var lock = OutputLock.acquire(directory())) {
      assertThatThrownBy(() -> OutputLock.acquire(directory()))
          .isInstanceOf(OutputConflictException.class)
          .hasMessageContaining("is held by another run")
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    OutputLock.acquire(directory()).close();
  }

  @Test
  void theLockOfADeadProcessIsTakenOver() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    try (var lock = OutputLock.acquire(directory())) {
      String mine = Files.readString(root.resolve("_LOCK"));
      Files.writeString(
          root.resolve("_LOCK"),
          mine.replace("process " + ProcessHandle.current().pid(), "process " + dead.pid()));
      OutputLock.acquire(directory()).close();
    }
  }

  @Test
  void theLockOfAnotherHostIsNotTakenOver() throws Exception {
    Files.writeString(root.resolve("_LOCK"), "host elsewhere, process 1, started unknown");
    assertThatThrownBy(() -> OutputLock.acquire(directory()))
        .isInstanceOf(OutputConflictException.class)
        .hasMessageContaining("host elsewhere, process 1");
  }

  @Test
  void aStudyIsReadBackAsWritten() throws IOException {
    assertThat(directory().readStudy()).isNull();
    directory().writeStudy("study { name = a }\n");
    directory().writeStudy("study { name = b }\n");
    assertThat(directory().readStudy()).isEqualTo("study { name = b }\n");
  }
}
