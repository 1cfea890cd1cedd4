package org.gradientatlas.table.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.jspecify.annotations.Nullable;

/** Checks the files of waves without reading their rows. */
final class QuickCheck {
  private final StudyDirectory directory;

  QuickCheck(StudyDirectory directory) {
    this.directory = directory;
  }

  /**
   * @throws DamagedOutputException if a file is missing, has the wrong length or a bad footer
   */
  void refuseDamage(List<Manifest> waves) throws IOException {
    List<Damage> damages = damages(waves);
    if (!damages.isEmpty()) {
      throw new DamagedOutputException(directory, damages);
    }
  }

  private List<Damage> damages(List<Manifest> waves) throws IOException {
    Map<String, Long> lengths =
        Listing.of(directory).files().stream()
            .collect(Collectors.toMap(WaveFile::path, WaveFile::bytes));
    // Parallel for object stores, where each check takes tens of milliseconds.
    return waves.parallelStream().flatMap(wave -> damages(wave, lengths)).toList();
  }

  private Stream<Damage> damages(Manifest wave, Map<String, Long> lengths) {
    return Stream.concat(
        wave.gaps().stream(),
        wave.files().stream()
            .flatMap(
                file ->
                    problem(file, lengths.get(file.path())).stream()
                        .map(what -> new Damage(wave.wave(), file.path(), what))));
  }

  /** What is wrong with a file of that length; empty if a quick check finds nothing. */
  private Optional<String> problem(WaveFile file, @Nullable Long bytes) {
    if (bytes == null) {
      return Optional.of("is gone");
    }
    if (bytes != file.bytes()) {
      return Optional.of("has %d bytes, not the %d committed".formatted(bytes, file.bytes()));
    }
    return footer(file);
  }

  private Optional<String> footer(WaveFile file) {
    try {
      long rows = directory.store().persist(() -> rows(directory.file(file)));
      return file.rows() == null || file.rows() == rows
          ? Optional.empty()
          : Optional.of("has %d rows, not the %d committed".formatted(rows, file.rows()));
    } catch (IOException | RuntimeException e) {
      reach(file);
      return Optional.of("is no Parquet file: " + e.getMessage());
    }
  }

  private long rows(Path file) throws IOException {
    var input = HadoopInputFile.fromPath(file, directory.store().system().getConf());
    try (var reader = ParquetFileReader.open(input)) {
      return reader.getRecordCount();
    }
  }

  private void reach(WaveFile file) {
    try {
      directory.store().reach(directory.file(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
