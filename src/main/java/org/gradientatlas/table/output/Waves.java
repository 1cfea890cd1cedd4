package org.gradientatlas.table.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.table.file.RowGroupColumns;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;

/**
 * The waves committed to a study's tables: each is whole once its manifest is there.
 *
 * <p>Versions without manifests committed a wave by its trials file; their waves are accepted as
 * found.
 */
public final class Waves {
  private final StudyDirectory directory;

  public Waves(StudyDirectory directory) {
    this.directory = directory;
  }

  private Path manifest(int wave) {
    return new Path(directory.waves(), Manifest.name(wave));
  }

  /** Changes whenever a wave is committed or dropped; reads no file. */
  public String fingerprint() throws IOException {
    return Arrays.stream(directory.store().list(directory.waves()))
        .map(file -> file.getPath().getName() + " " + file.getModificationTime())
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  /**
   * The committed waves, by their numbers.
   *
   * @throws DamagedOutputException if a manifest cannot be read
   */
  public List<Manifest> committed() throws IOException {
    var damages = new ArrayList<Damage>();
    List<Manifest> waves = committed(damages);
    if (!damages.isEmpty()) {
      throw new DamagedOutputException(directory, damages);
    }
    return waves;
  }

  /** The committed waves; unreadable manifests are added to the damages. */
  List<Manifest> committed(List<Damage> damages) throws IOException {
    var listing = Listing.of(directory);
    var numbers = new TreeSet<>(listing.wavesWithTrials());
    var manifests = new TreeSet<Integer>();
    for (FileStatus file : directory.store().list(directory.waves())) {
      Manifest.number(file.getPath().getName()).ifPresent(manifests::add);
    }
    numbers.addAll(manifests);
    try {
      return read(numbers, manifests, listing, damages);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** In parallel for stores where each file takes tens of milliseconds. */
  private List<Manifest> read(
      Set<Integer> numbers, Set<Integer> manifests, Listing listing, List<Damage> damages) {
    return numbers.parallelStream()
        .map(
            wave ->
                manifests.contains(wave)
                    ? read(wave, damages)
                    : Optional.of(new Manifest(wave, listing.of(wave), null)))
        .flatMap(Optional::stream)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private Optional<Manifest> read(int wave, List<Damage> damages) {
    try {
      return Optional.of(StoredJson.read(directory.store().read(manifest(wave)), Manifest.class));
    } catch (JsonProcessingException e) {
      String file = directory.waves().getName() + "/" + Manifest.name(wave);
      synchronized (damages) {
        damages.add(new Damage(wave, file, "is torn"));
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The committed waves, after a quick check that their files exist with the right lengths and
   * footers.
   *
   * @throws DamagedOutputException if any file is damaged
   */
  public List<Manifest> checked() throws IOException {
    List<Manifest> waves = committed();
    new QuickCheck(directory).refuseDamage(waves);
    return waves;
  }

  /** How the trials of waves ended, reading the rows of waves without a manifest. */
  public OutcomeCounts endings(List<Manifest> waves) throws IOException {
    var all = new OutcomeCounts.Sum();
    for (Manifest wave : waves) {
      if (wave.endings() == null) {
        read(wave, all);
      } else {
        all.add(wave.endings());
      }
    }
    return all.total();
  }

  private void read(Manifest wave, OutcomeCounts.Sum all) throws IOException {
    for (WaveFile file : wave.of(Tables.TRIALS)) {
      RowGroupColumns.read(
          directory.file(file),
          directory.store().system().getConf(),
          OutcomeCounts.COLUMNS,
          rows -> {
            for (int i = 0; i < rows.rows(); i++) {
              int row = i;
              all.add(OutcomeCounts.of(column -> rows.text(column, row)));
            }
          });
    }
  }

  /** Removes a wave from all tables, trials first and manifest last. */
  void drop(int wave) throws IOException {
    List<WaveFile> files = Listing.of(directory).of(wave);
    for (int i = files.size() - 1; i >= 0; i--) {
      directory.store().delete(directory.file(files.get(i)));
    }
    directory.store().delete(manifest(wave));
  }

  /** Files in the table directories that no sweep wrote, except hidden ones. */
  public List<String> strangers() throws IOException {
    var strangers = new ArrayList<String>();
    for (Table<?> table : Tables.ALL) {
      for (FileStatus file : directory.store().list(directory.table(table))) {
        String name = file.getPath().getName();
        if (!Listing.isWaveFile(name) && !name.startsWith("_") && !name.startsWith(".")) {
          strangers.add(table.name() + "/" + name);
        }
      }
    }
    return strangers;
  }
}
