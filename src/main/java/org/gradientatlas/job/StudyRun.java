package org.gradientatlas.job;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.diagnose.Gate;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.study.Study;
import org.jspecify.annotations.Nullable;

/**
 * A sweep, then its summary, in one Spark session.
 *
 * @param summary null unless the sweep is done
 */
public record StudyRun(Sweep.Ending sweep, Summarize.@Nullable Ending summary) {

  /**
   * Runs both in a session of their own.
   *
   * @param output directory; created if need be
   * @param extend whether the output may belong to a study whose trials are all in this one
   * @throws IOException if the output fails while it is written
   */
  public static StudyRun of(
      Study study,
      String output,
      boolean extend,
      Sweep.Console console,
      Thresholds thresholds,
      Gate gate)
      throws IOException {
    try (SparkSession spark = Sessions.open("gradient-atlas " + study.name())) {
      Sweep.Ending sweep = new Sweep(spark, study, output, extend, console).run();
      return new StudyRun(
          sweep,
          sweep instanceof Sweep.Ending.Done
              ? new Summarize(spark, output, thresholds, gate).run()
              : null);
    }
  }
}
