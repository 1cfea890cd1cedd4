package org.gradientatlas.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The waves committed to a study's tables. A wave is written whole into a staging directory, then
 * renamed into place file by file, its trials last: a wave without a trials file was never
 * committed, and {@link #recover} removes what a crash left of it.
 */
public final class Waves {
  private static final Pattern FILE = Pattern.compile("wave-(\\d{6})-\\d{3}\\.parquet");

  private final StudyDirectory directory;

  public Waves(StudyDirectory directory) {
    this.directory = directory;
  }

  /** Removes staged files, and files of waves that never got as far as the trials table. */
  public void recover() throws IOException {
    directory.files().delete(directory.staging(), true);
    Set<Integer> committed = committed();
    for (Table<?> table : Tables.ALL) {
      for (FileStatus file : list(directory.table(table))) {
        Matcher name = FILE.matcher(file.getPath().getName());
        if (name.matches() && !committed.contains(Integer.valueOf(name.group(1)))) {
          directory.files().delete(file.getPath(), false);
        }
      }
    }
  }

  /** Numbers of the committed waves. */
  public Set<Integer> committed() throws IOException {
    var waves = new TreeSet<Integer>();
    for (FileStatus file : list(directory.table(Tables.TRIALS))) {
      Matcher name = FILE.matcher(file.getPath().getName());
      if (name.matches()) {
        waves.add(Integer.valueOf(name.group(1)));
      }
    }
    return waves;
  }

  /** Files among the tables that no sweep wrote; hidden ones are nobody's business. */
  public List<String> strangers() throws IOException {
    var strangers = new ArrayList<String>();
    for (Table<?> table : Tables.ALL) {
      for (FileStatus file : list(directory.table(table))) {
        String name = file.getPath().getName();
        if (!FILE.matcher(name).matches() && !name.startsWith("_") && !name.startsWith(".")) {
          strangers.add(table.name() + "/" + name);
        }
      }
    }
    return strangers;
  }

  /**
   * Makes a staged wave visible. The trials of a wave are one file, so that they appear at once.
   */
  public void commit(int wave) throws IOException {
    for (Table<?> table : Tables.ALL) {
      Path target = directory.table(table);
      int part = 0;
      for (FileStatus file : list(new Path(directory.staged(wave), table.name()))) {
        if (file.getPath().getName().endsWith(".parquet")) {
          directory.files().mkdirs(target);
          rename(file.getPath(), new Path(target, "wave-%06d-%03d.parquet".formatted(wave, part)));
          part++;
        }
      }
    }
    directory.files().delete(directory.staging(), true);
  }

  private void rename(Path from, Path to) throws IOException {
    if (!directory.files().rename(from, to)) {
      throw new IOException("cannot rename " + from + " to " + to);
    }
  }

  /** Files of a directory by name; none if it does not exist. */
  private FileStatus[] list(Path path) throws IOException {
    try {
      FileStatus[] found = directory.files().listStatus(path);
      Arrays.sort(found);
      return found;
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }
}
