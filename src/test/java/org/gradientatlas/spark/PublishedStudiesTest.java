package org.gradientatlas.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.gradientatlas.query.StudyDatabase;
import org.gradientatlas.query.Verdicts;
import org.gradientatlas.spark.sweep.SweepResult;
import org.gradientatlas.study.Claim;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.file.StudyFile;
import org.gradientatlas.table.schema.ClaimRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The studies of published findings, trained here and now on less than the commands train: the
 * claims that less can bear out. scripts/reproduce trains all of each.
 */
class PublishedStudiesTest {
  @TempDir Path out;

  /**
   * @param overrides what makes it small
   * @param beyond the claims that need all of the study, as a regular expression
   * @param widened how many times as far from what was published a number may be: the root of how
   *     many times as many replicates the study has
   * @param agreeing how many claims there are that less can bear out
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      nullValues = "none",
      value = {
        "he-2015         # study.replicates=2 # .*(get clearly|better than|learn with Xavier).* #"
            + " 3.2 # 6",
        "glorot-2010     # study.replicates=1; training.steps=0 # .*(sigmoid|tanh"
            + " worse|replicate).* # 2.3 # 8",
        "schoenholz-2016 # study.replicates=1; grid.depth=40; grid.learning-rate=0.01 # .*(falls"
            + " below|the same|further).* # 1 # 2",
        "hanin-2018      # study.replicates=150 # .*(E R|correlation).* # 4.5 # 12",
        "pascanu-2013    # study.replicates=2 # .*(unclipped|few steps|networks learn).* # 3.2 # 6",
        "saxe-2013       # study.replicates=1; training.steps=60 # .*(were compared|have learned).*"
            + " # 1 # 6",
      })
  void whatLessCanBearOutIsBorneOut(
      String name, String overrides, String beyond, double widened, int agreeing) throws Exception {
    Study study =
        StudyFile.load(Path.of("conf/studies", name + ".conf"), List.of(overrides.split("; ")));
    var done = (SweepResult.Done) SilentJobs.sweep(study, out);
    assertThat(done.failed()).isZero();
    assertThat(study.name()).isEqualTo(name);
    assertThat(study.publication().source()).isNotEmpty();
    try (var database = new StudyDatabase(Path.of(done.root()))) {
      List<ClaimRecord> verdicts =
          Verdicts.measure(database, study).stream()
              .filter(verdict -> !verdict.claim().text().matches(beyond))
              .toList();
      assertThat(verdicts).hasSize(agreeing).allSatisfy(verdict -> agrees(verdict, widened));
    }
  }

  private static void agrees(ClaimRecord verdict, double widened) {
    Claim claim = verdict.claim();
    double from = Double.isNaN(claim.published()) ? 0 : claim.published();
    double times = Double.isNaN(claim.published()) ? 1 : widened;
    assertThat(verdict.error()).as(claim.text()).isEmpty();
    assertThat(verdict.measured())
        .as(claim.text())
        .isBetween(from + times * (claim.atLeast() - from), from + times * (claim.atMost() - from));
  }
}
