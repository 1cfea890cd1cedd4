package org.gradientatlas.table.output;

import java.io.IOException;
import org.apache.hadoop.fs.FileAlreadyExistsException;

/**
 * Commits by one put: the files of a wave lie in the tables already, under names that no other
 * attempt has, and the manifest that lists them makes them count.
 */
final class PuttingCommits extends Commits {
  PuttingCommits(StudyDirectory directory) {
    super(directory);
  }

  @Override
  public void commit(WavePlace place, Manifest wave) throws IOException, OutputConflictException {
    try {
      directory.store().create(manifest(wave), StoredJson.write(wave));
    } catch (FileAlreadyExistsException e) {
      throw taken(wave);
    }
  }

  @Override
  public void discard() throws IOException {
    removeOrphans();
  }

  @Override
  public void tidy() throws IOException {
    removeOrphans();
  }
}
