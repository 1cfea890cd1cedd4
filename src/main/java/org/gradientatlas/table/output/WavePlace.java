package org.gradientatlas.table.output;

import java.io.Serializable;
import org.apache.hadoop.fs.Path;
import org.gradientatlas.table.schema.Table;

/**
 * Where the tasks of a wave write, and how they name its files. The place belongs to one run, and a
 * written file to one attempt of a task: an abandoned attempt may still be writing.
 *
 * @param root the study's directory
 * @param wave number of the wave, from 1
 * @param run a token of the run
 * @param staged whether files are written aside and renamed into the tables when the wave is
 *     committed; else they are written beside the files of the tables, under names of their own
 */
public record WavePlace(String root, int wave, String run, boolean staged) implements Serializable {

  /** The name of a file in its table, once the wave is committed. */
  public String name(int part, long attempt) {
    return staged ? WaveFile.name(wave, part) : WaveFile.name(wave, part, run, attempt);
  }

  /** The name under which an attempt writes that file. */
  public String written(int part, long attempt) {
    return staged ? "%s.%d".formatted(name(part, attempt), attempt) : name(part, attempt);
  }

  /** The path of a written file. */
  public Path path(Table<?> table, String written) {
    Path above = staged ? directory() : new Path(root);
    return new Path(new Path(above, table.name()), written);
  }

  /** The directory of a wave that is staged. */
  Path directory() {
    return new Path(new Path(root, StudyDirectory.STAGING), "%s-%d".formatted(run, wave));
  }
}
