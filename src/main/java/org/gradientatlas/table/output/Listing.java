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
  private static final Pattern FILE = Pattern.compile("wave-(\\d{6})-\\d{3}\\.parquet");

  static Listing of(StudyDirectory directory) throws IOException {
    var files = new ArrayList<WaveFile>();
    for (Table<?> table : Tables.ALL) {
      for (FileStatus file : directory.files().list(directory.table(table))) {
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

  /** Numbers of the waves that have a trials file. */
  Set<Integer> wavesWithTrials() {
    return files.stream()
        .filter(file -> file.table().equals(Tables.TRIALS.name()))
        .map(Listing::wave)
        .collect(Collectors.toSet());
  }
}
