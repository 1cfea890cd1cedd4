package org.gradientatlas.spark;

import java.io.IOException;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.gradientatlas.report.text.PhaseLine;
import org.gradientatlas.spark.session.Ending;
import org.gradientatlas.spark.session.Interruption;
import org.gradientatlas.table.output.Status;
import org.gradientatlas.table.output.StudyDirectory;

/** What a run does once all trials are trained, as its status says it. */
record StatedPhases(StudyDirectory directory, SweepAction console) {

  /** A part of the run. */
  @FunctionalInterface
  interface Part<T> {
    T run() throws IOException;
  }

  /** Runs a part. If the run is interrupted in it, the status goes on naming it. */
  <T> T in(String name, SparkSession session, Part<T> part) throws IOException {
    String phase = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    try (PhaseLine line = console.phase(name)) {
      Status.enter(directory, phase);
      return part.run();
    } catch (Exception | Error e) { // the status must record any failure
      if (!Ending.isInterrupted() && !Interruption.isByOwner(e, session.sparkContext())) {
        failed(phase, e);
      }
      throw e;
    }
  }

  private void failed(String phase, Throwable why) {
    try {
      Status.failIn(directory, phase);
    } catch (IOException silent) {
      why.addSuppressed(silent);
    }
  }

  /** The run has ended. */
  void end() throws IOException {
    Status.enter(directory, null);
  }
}
