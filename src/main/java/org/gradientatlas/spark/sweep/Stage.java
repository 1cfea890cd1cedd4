package org.gradientatlas.spark.sweep;

import java.util.List;
import org.gradientatlas.table.output.Manifest;

/** A way to train a wave. */
@FunctionalInterface
public interface Stage {
  /**
   * Trains and stages; the manifest names what was staged.
   *
   * @param files for each of {@link org.gradientatlas.table.schema.Tables#ALL}, into how many it
   *     goes; 0 for a table without rows
   */
  public Manifest stage(int number, WavePlan.Wave wave, List<Integer> files);
}
