package org.gradientatlas.table.output;

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
        String text = directory.store().read(manifest);
        Manifest wave = StoredJson.read(text, Manifest.class);
        if (isWhole(directory, wave, staged.getPath()) && !isTaken(directory, wave, text)) {
          publish(directory, wave, staged.getPath());
        }
      }
    }
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

  private static boolean isTaken(StudyDirectory directory, Manifest wave, String text)
      throws IOException {
    Path committed = new Path(directory.waves(), Manifest.name(wave.wave()));
    return directory.store().exists(committed) && !directory.store().read(committed).equals(text);
  }

  private static Path written(Path staged, WaveFile file) {
    return new Path(new Path(staged, file.table()), file.staged());
  }

  /** Moves the files of a wave into the tables, resuming where an earlier attempt stopped. */
  static void publish(StudyDirectory directory, Manifest wave, Path staged) throws IOException {
    for (Table<?> table : Tables.ALL) {
      for (WaveFile file : wave.of(table)) {
        move(directory.store(), written(staged, file), directory.file(file));
      }
    }
    move(
        directory.store(),
        manifest(staged),
        new Path(directory.waves(), Manifest.name(wave.wave())));
  }

  private static void move(Store store, Path from, Path to) throws IOException {
    if (store.exists(from)) {
      store.makeDirectory(to.getParent());
      // Some file systems rename by copying, so a partial file may be there.
      store.delete(to);
      store.rename(from, to);
    }
  }
}
