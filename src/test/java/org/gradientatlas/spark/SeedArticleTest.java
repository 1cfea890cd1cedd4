package org.gradientatlas.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.gradientatlas.query.Verdicts;
import org.gradientatlas.spark.sweep.SweepResult;
import org.gradientatlas.study.Study;
import org.gradientatlas.study.file.StudyFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The article's claims, measured on networks that are trained here and now. */
class SeedArticleTest {
  /** Less than the command does, for the sake of time: the fast engine, and one replicate. */
  private static final List<String> FAST = List.of("training.engine=nd4j", "study.replicates=1");

  private static final Path FILE = Path.of("conf/studies/seed-article.conf");

  @TempDir Path out;

  @Test
  void everyClaimAgrees() throws Exception {
    Study study = StudyFile.load(FILE, FAST);
    var done = (SweepResult.Done) run(study);
    String verdicts = Verdicts.judge(study, done.root());

    assertThat(done.failed()).isZero();
    int claims = study.claims().size();
    assertThat(claims).isGreaterThan(30);
    assertThat(verdicts)
        .doesNotContain("DISAGREES")
        .endsWith("%d of %d claims agree.%n".formatted(claims, claims));

    var changed =
        (SweepResult.Done)
            run(StudyFile.load(FILE, List.of(FAST.get(0), FAST.get(1), "claims=[]")));
    assertThat(changed.trained()).as("other claims about the same trials").isZero();
  }

  private SweepResult run(Study study) throws IOException {
    return SilentJobs.sweep(study, out);
  }
}
