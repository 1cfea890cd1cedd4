package org.gradientatlas.table.output;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a wave.
 *
 * @param wave its number, from 1
 * @param files its files of all tables
 * @param endings how its trials ended; null if committed by a version without manifests
 */
public record Manifest(int wave, List<WaveFile> files, @Nullable OutcomeCounts endings) {
  private static final Pattern NAME = Pattern.compile("wave-(\\d{6})\\.json");

  /** Copies the list. */
  public Manifest {
    files = List.copyOf(files);
  }

  /** The file name of a wave's manifest. */
  static String name(int wave) {
    return "wave-%06d.json".formatted(wave);
  }

  /** The wave of a manifest file; empty for other names. */
  static OptionalInt number(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  /** Whether it was inferred from the files, because the wave was committed without a manifest. */
  boolean isImplied() {
    return endings == null;
  }

  /** Required tables without files, for a wave committed without a manifest. */
  List<Damage> gaps() {
    return !isImplied()
        ? List.of()
        : Stream.<Table<?>>of(Tables.LAYERS, Tables.STEPS, Tables.TRIALS)
            .filter(table -> of(table).isEmpty())
            .map(table -> new Damage(wave, table.name(), "has no file of wave " + wave))
            .toList();
  }

  /** The files of one table. */
  List<WaveFile> of(Table<?> table) {
    return files.stream().filter(file -> file.table().equals(table.name())).toList();
  }
}
