package org.gradientatlas.table.output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;

/**
 * The wave files in the table directories, whether or not they should be there.
 *
 * @param files ordered as {@link Tables#ALL}, then by name
 */
record Listing(List<WaveFile> files) {
  private static final Pattern FILE =
      Pattern.compile("wave-(\\d{6})-\\d{3}(-[0-9a-f]+-\\d+)?\\.parquet");

  static Listing of(StudyDirectory directory) throws IOException {
    var files = new ArrayList<WaveFile>();
    for (Table<?> table : Tables.ALL) {
      for (FileStatus file : directory.store().list(directory.table(table))) {
        String name = file.getPath().getName();
        if (isWaveFile(name)) {
          files.add(new WaveFile(table.name(), name, name, file.getLen(), null, null));
        }
      }
    }
    return new Listing(files);
  }

  static boolean isWaveFile(String name) {
    return FILE.matcher(name).matches();
  }

  private static int wave(WaveFile file) {
    Matcher name = FILE.matcher(file.name());
    return name.matches() ? Integer.parseInt(name.group(1)) : 0;
  }

  List<WaveFile> of(int wave) {
    return files.stream().filter(file -> wave(file) == wave).toList();
  }

  /** A file that was written in place counts only by its manifest. */
  private static boolean isInPlace(WaveFile file) {
    Matcher name = FILE.matcher(file.name());
    return name.matches() && name.group(2) != null;
  }

  /** Numbers of the waves that have a trials file, as versions without manifests wrote it. */
  Set<Integer> wavesWithTrials() {
    return files.stream()
        .filter(file -> file.table().equals(Tables.TRIALS.name()) && !isInPlace(file))
        .map(Listing::wave)
        .collect(Collectors.toSet());
  }
}
