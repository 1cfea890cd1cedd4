package org.gradientatlas.spark.sweep;

import java.util.List;
import org.gradientatlas.table.output.Manifest;
import org.gradientatlas.table.output.WavePlace;

/** Trains and stages a wave. */
@FunctionalInterface
public interface Stage {
  /**
   * Trains and stages a wave.
   *
   * @param files number of files for each of {@link org.gradientatlas.table.schema.Tables#ALL}; 0
   *     for a table without rows
   * @return the staged files
   */
  public Manifest stage(WavePlace place, WavePlan.Wave wave, List<long[]> files);
}
