package org.gradientatlas.job;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.gradientatlas.SparkForTests;
import org.gradientatlas.diagnose.Gate;
import org.gradientatlas.diagnose.Thresholds;
import org.gradientatlas.study.RuleSettings;
import org.gradientatlas.study.Study;

/**
 * A small corner of the quickstart, trained and summarized: what the documents ask has rows in it.
 */
final class QuickstartCorner {
  private static final List<String> CORNER =
      List.of(
          "study.replicates=2",
          "grid.depth=[2,16,30]",
          "grid.activation=[sigmoid,relu]",
          "grid.initializer=[xavier-normal,{type=normal,sd=1}]",
          "grid.width=16",
          "training.steps=40");

  private QuickstartCorner() {}

  static void train(Path out) throws IOException {
    var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Study study = Study.load(Path.of("conf/studies/quickstart.conf"), CORNER);
    new Sweep(
            SparkForTests.session(), study, out.toString(), false, new Sweep.Console(silent, false))
        .run();
    new Summarize(
            SparkForTests.session(),
            out.toString(),
            new Thresholds(RuleSettings.defaults()),
            new Gate(Set.of()))
        .run();
  }
}
