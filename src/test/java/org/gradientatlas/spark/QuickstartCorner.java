package org.gradientatlas.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.file.StudyFile;

/**
 * A small corner of the quickstart, trained and summarized: what the documents ask has rows in it.
 */
public final class QuickstartCorner {
  private static final List<String> CORNER =
      List.of(
          "study.replicates=2",
          "grid.depth=[2,16,30]",
          "grid.activation=[sigmoid,relu]",
          "grid.initializer=[xavier-normal,{type=normal,sd=1}]",
          "grid.width=16",
          "training.steps=40");

  private QuickstartCorner() {}

  public static void train(Path out) throws IOException {
    Study study = StudyFile.load(Path.of("conf/studies/quickstart.conf"), CORNER);
    SilentJobs.sweep(study, out);
    SilentJobs.summarize(out);
  }
}
