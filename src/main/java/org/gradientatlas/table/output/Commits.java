package org.gradientatlas.table.output;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.table.store.Store;

/**
 * Makes waves part of the tables, each all or nothing, even if this process dies. Only the run that
 * holds the directory's lock may call this.
 */
public abstract sealed class Commits permits RenamingCommits, PuttingCommits {
  final StudyDirectory directory;

  Commits(StudyDirectory directory) {
    this.directory = directory;
  }

  /** The way of committing that the directory's file system allows. */
  public static Commits to(StudyDirectory directory) {
    return directory.store().renames()
        ? new RenamingCommits(directory)
        : new PuttingCommits(directory);
  }

  /**
   * Commits a wave that has been written.
   *
   * @throws OutputConflictException if another run has committed a wave of that number
   */
  public abstract void commit(WavePlace place, Manifest wave)
      throws IOException, OutputConflictException;

  /** Removes what was written of a wave that will not be committed, which frees a full disk. */
  public abstract void discard() throws IOException;

  /** Removes what attempts of this run have left that were not the ones to succeed. */
  public abstract void tidy() throws IOException;

  /**
   * Cleans up after a crash: completes a wave whose renames had begun, and removes files of no
   * committed wave.
   *
   * @throws DamagedOutputException if a manifest cannot be read
   */
  public final void recover() throws IOException {
    Staging.publish(directory);
    directory.store().delete(directory.staging());
    removeOrphans();
    for (FileStatus file : directory.store().list(directory.root())) {
      if (Store.isLeftover(file.getPath().getName())) {
        directory.store().delete(file.getPath());
      }
    }
  }

  final Path manifest(Manifest wave) {
    return new Path(directory.waves(), Manifest.name(wave.wave()));
  }

  final OutputConflictException taken(Manifest wave) {
    return new OutputConflictException(
        "Wave %d of %s has been committed by another run."
            .formatted(wave.wave(), directory.root()));
  }

  final void removeOrphans() throws IOException {
    // Listed first: a wave committed after it was listed is no orphan.
    List<WaveFile> found = Listing.of(directory).files();
    Set<String> committed =
        new Waves(directory)
            .committed().stream()
                .flatMap(wave -> wave.files().stream().map(WaveFile::path))
                .collect(Collectors.toSet());
    for (WaveFile file : found) {
      if (!committed.contains(file.path())) {
        directory.store().delete(directory.file(file));
      }
    }
  }
}
