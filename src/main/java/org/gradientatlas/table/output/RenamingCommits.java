package org.gradientatlas.table.output;

import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;

/**
 * Commits by renames: once the manifest of a staged wave is staged too, the wave survives any
 * crash. Its files are renamed into the tables one by one, trials last, then the manifest. A crash
 * before the manifest is staged loses the wave; after that, {@link #recover} finishes the renames.
 */
final class RenamingCommits extends Commits {
  RenamingCommits(StudyDirectory directory) {
    super(directory);
  }

  @Override
  public void commit(WavePlace place, Manifest wave) throws IOException, OutputConflictException {
    if (directory.store().exists(manifest(wave))) {
      throw taken(wave);
    }
    directory.store().replace(Staging.manifest(place.directory()), StoredJson.write(wave));
    if (!Staging.isComplete(directory, wave, place.directory())) {
      directory.store().delete(place.directory());
      throw taken(wave);
    }
    Staging.publish(directory, wave, place.directory());
    directory.store().delete(place.directory());
    if (directory.store().list(directory.staging()).length == 0) {
      directory.store().delete(directory.staging());
    }
  }

  /** A wave that is staged completely stays. */
  @Override
  public void discard() throws IOException {
    for (FileStatus staged : directory.store().list(directory.staging())) {
      if (!directory.store().exists(Staging.manifest(staged.getPath()))) {
        directory.store().delete(staged.getPath());
      }
    }
  }

  /** All is staged apart, and goes with each commit. */
  @Override
  public void tidy() {}
}
