package org.gradientatlas.table.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;
import org.gradientatlas.table.store.Store;

/** Waves that were written aside, and whose files are then renamed into the tables. */
final class Staging {
  private Staging() {}

  /** The manifest of a staged wave, which makes it complete. */
  static Path manifest(Path staged) {
    return new Path(staged, "manifest.json");
  }

  /** Publishes all complete waves. */
  static void publish(StudyDirectory directory) throws IOException {
    for (FileStatus staged : directory.store().list(directory.staging())) {
      Path manifest = manifest(staged.getPath());
      if (directory.store().exists(manifest)) {
        publish(directory, directory.store().read(manifest), staged.getPath());
      }
    }
  }

  private static void publish(StudyDirectory directory, String manifest, Path staged)
      throws IOException {
    try {
      Manifest wave = StoredJson.read(manifest, Manifest.class);
      if (isWhole(directory, wave, staged) && !isTaken(directory, wave)) {
        publish(directory, wave, staged);
      }
    } catch (JsonProcessingException e) {
      // A disk lost what it had confirmed: the wave is trained again.
    }
  }

  /** Whether all files of a wave are still staged: a run that took over may have removed them. */
  static boolean isComplete(StudyDirectory directory, Manifest wave, Path staged)
      throws IOException {
    for (WaveFile file : wave.files()) {
      if (!directory.store().exists(written(staged, file))) {
        return false;
      }
    }
    return true;
  }

  /** Not if a run that had lost its lock staged the manifest after its files were cleaned up. */
  private static boolean isWhole(StudyDirectory directory, Manifest wave, Path staged)
      throws IOException {
    for (WaveFile file : wave.files()) {
      if (!directory.store().exists(written(staged, file))
          && !directory.store().exists(directory.file(file))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isTaken(StudyDirectory directory, Manifest wave) throws IOException {
    return directory.store().exists(new Path(directory.waves(), Manifest.name(wave.wave())));
  }

  private static Path written(Path staged, WaveFile file) {
    return new Path(new Path(staged, file.table()), file.staged());
  }

  /**
   * Moves the files of a wave into the tables, resuming where an earlier attempt stopped, and its
   * manifest last, which replaces no other.
   */
  static void publish(StudyDirectory directory, Manifest wave, Path staged) throws IOException {
    Store store = directory.store();
    for (Table<?> table : Tables.ALL) {
      for (WaveFile file : wave.of(table)) {
        Path from = written(staged, file);
        if (store.exists(from)) {
          store.makeDirectory(directory.file(file).getParent());
          store.move(from, directory.file(file));
        }
      }
    }
    store.makeDirectory(directory.waves());
    store.rename(manifest(staged), new Path(directory.waves(), Manifest.name(wave.wave())));
  }
}
