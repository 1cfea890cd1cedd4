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
 * What a wave consists of.
 *
 * @param wave its number, from 1
 * @param files of all tables
 * @param endings of its trials; null if it was committed by a version that wrote no manifests
 */
public record Manifest(int wave, List<WaveFile> files, @Nullable OutcomeCounts endings) {
  private static final Pattern NAME = Pattern.compile("wave-(\\d{6})\\.json");

  /** Copies the list. */
  public Manifest {
    files = List.copyOf(files);
  }

  /** The name of the file that holds it. */
  static String name(int wave) {
    return "wave-%06d.json".formatted(wave);
  }

  /** The wave whose manifest has that name. */
  static OptionalInt number(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  /** Whether it was made of what lies there: the wave was committed without one. */
  boolean isImplied() {
    return endings == null;
  }

  /** Tables that every wave has files of, and this one has none of, if it was committed without. */
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
