package org.gradientatlas.table.output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.measure.RecordSchedule;
import org.gradientatlas.table.file.ChecksumOutput;
import org.gradientatlas.table.file.RowGroupColumns;
import org.gradientatlas.table.schema.DiagnosisTables;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;
import org.jspecify.annotations.Nullable;

/**
 * Examines everything that a study has stored: reads every byte, decodes every value, and checks
 * that every trial has all its rows exactly once. Keeps the keys of one wave and all trial ids in
 * memory.
 */
public final class Examination {
  private static final int BUFFER_BYTES = 1 << 20;

  /** How many problems of a wave are reported; more add nothing. */
  private static final int MOST_PROBLEMS = 3;

  private final StudyDirectory directory;
  private final @Nullable RecordSchedule schedule;
  private final List<Damage> damages = new ArrayList<>();
  private final Set<Long> ids = new HashSet<>();
  private int waves;
  private int unsealed;
  private long files;
  private long bytes;

  /**
   * @param schedule which steps the study records; null if unknown
   */
  public Examination(StudyDirectory directory, @Nullable RecordSchedule schedule) {
    this.directory = directory;
    this.schedule = schedule;
  }

  /** What is read. */
  @FunctionalInterface
  public interface Reading<T> {
    T of() throws IOException;
  }

  /**
   * Reads, and where that fails looks for damage: one file that is damaged fails in many ways.
   *
   * @throws DamagedOutputException naming the damage, if there is any
   */
  public static <T> T reading(StudyDirectory directory, Reading<T> what) throws IOException {
    try {
      return what.of();
    } catch (IOException | RuntimeException e) {
      refuseDamage(directory);
      throw e;
    }
  }

  private static void refuseDamage(StudyDirectory directory) throws IOException {
    List<Damage> damages = new Examination(directory, null).run().damages();
    if (!damages.isEmpty()) {
      throw new DamagedOutputException(directory, damages);
    }
  }

  /**
   * The findings of an examination.
   *
   * @param waves number of committed waves
   * @param unsealed how many of them have no manifest
   * @param files number of files of waves and derived tables
   */
  public record Found(
      int waves, int unsealed, int trials, long files, long bytes, List<Damage> damages) {

    /** The damage, one line each. */
    public List<String> lines() {
      return damages.stream().map(damage -> damage.file() + ": " + damage.what()).toList();
    }

    /** The damaged waves. */
    public Set<Integer> damagedWaves() {
      var numbers = new TreeSet<Integer>();
      damages.stream().map(Damage::wave).filter(wave -> wave > 0).forEach(numbers::add);
      return numbers;
    }
  }

  /** Examines all waves and the tables derived from them. */
  public Found run() throws IOException {
    for (Manifest wave : new Waves(directory).committed(damages)) {
      examine(wave);
    }
    for (Table<?> table : DiagnosisTables.ALL) {
      for (Path file : new DerivedTables(directory).files(table)) {
        examineDerived(file, table.name() + "/" + file.getName());
      }
    }
    return new Found(waves, unsealed, ids.size(), files, bytes, List.copyOf(damages));
  }

  private void examineDerived(Path file, String name) throws IOException {
    if (directory.store().exists(file)) {
      count(directory.store().status(file).getLen());
      decode(0, name, file, rows -> {});
    } else {
      damages.add(new Damage(0, name, "is gone"));
    }
  }

  private void examine(Manifest wave) throws IOException {
    waves++;
    if (wave.isImplied()) {
      unsealed++;
    }
    int before = damages.size();
    damages.addAll(wave.gaps());
    var rows = new TrialRows();
    for (WaveFile file : wave.files()) {
      count(file.bytes());
      String problem = bytesProblem(file);
      if (problem.isEmpty()) {
        decode(
            wave.wave(), file.path(), directory.file(file), read -> rows.add(file.table(), read));
      } else {
        damages.add(new Damage(wave.wave(), file.path(), problem));
      }
    }
    if (damages.size() == before) {
      examine(wave, rows);
    }
  }

  private void count(long length) {
    files++;
    bytes += length;
  }

  private void examine(Manifest wave, TrialRows rows) {
    List<String> problems = rows.problems(schedule);
    for (String id : rows.ids()) {
      if (!ids.add(Long.parseUnsignedLong(id, 16))) {
        problems.add("trial " + id + " is in an earlier wave as well");
      }
    }
    String name = "wave %d".formatted(wave.wave());
    problems.stream()
        .limit(MOST_PROBLEMS)
        .forEach(problem -> damages.add(new Damage(wave.wave(), name, problem)));
    if (problems.size() > MOST_PROBLEMS) {
      damages.add(
          new Damage(wave.wave(), name, "and %d more".formatted(problems.size() - MOST_PROBLEMS)));
    }
  }

  /** What is wrong with a file's bytes; empty if nothing, or if there is no checksum to compare. */
  private String bytesProblem(WaveFile file) throws IOException {
    Path path = directory.file(file);
    if (!directory.store().exists(path)) {
      return "is gone";
    }
    long length = directory.store().status(path).getLen();
    if (length != file.bytes()) {
      return "has %d bytes, not the %d committed".formatted(length, file.bytes());
    }
    String found = file.crc32c() == null ? null : directory.store().persist(() -> crc32c(path));
    return found == null || found.equals(file.crc32c())
        ? ""
        : "has other bytes than were committed: CRC-32C %s, not %s".formatted(found, file.crc32c());
  }

  private String crc32c(Path path) throws IOException {
    var crc = new CRC32C();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (var in = directory.store().system().open(path)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        crc.update(buffer, 0, read);
      }
    }
    return ChecksumOutput.hex(crc);
  }

  private void decode(int wave, String name, Path path, Consumer<RowGroupColumns> rows)
      throws IOException {
    try {
      directory.store().persist(() -> groups(path)).forEach(rows);
    } catch (IOException | RuntimeException e) {
      directory.store().reach(path);
      damages.add(new Damage(wave, name, "does not decode: " + e.getMessage()));
    }
  }

  private List<RowGroupColumns> groups(Path path) throws IOException {
    var groups = new ArrayList<RowGroupColumns>();
    RowGroupColumns.read(
        path, directory.store().system().getConf(), TrialRows.COLUMNS, groups::add);
    return groups;
  }

  /** Drops damaged waves, and the tables derived from them. */
  public void repair(Found found) throws IOException {
    var waves = new Waves(directory);
    for (int wave : found.damagedWaves()) {
      waves.drop(wave);
    }
    if (!found.damages().isEmpty()) {
      var derived = new ArrayList<Table<?>>(DiagnosisTables.ALL);
      derived.add(Tables.CLAIMS);
      new DerivedTables(directory).drop(derived);
    }
  }
}
