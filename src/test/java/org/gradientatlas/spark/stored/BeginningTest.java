package org.gradientatlas.spark.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gradientatlas.SparkForTests;
import org.gradientatlas.query.Query;
import org.gradientatlas.spark.GradientAtlas;
import org.gradientatlas.spark.SilentJobs;
import org.gradientatlas.spark.page.ReportResult;
import org.gradientatlas.spark.summary.SummaryResult;
import org.gradientatlas.table.lock.OutputLock;
import org.gradientatlas.table.output.HadoopSettings;
import org.gradientatlas.table.output.StudyDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands say of the output of a run that has begun and has no wave yet. */
class BeginningTest {
  @TempDir Path out;
  private OutputLock lock;

  @BeforeEach
  void begin() throws Exception {
    lock = OutputLock.acquire(StudyDirectory.at(out.toString(), HadoopSettings.settings()));
  }

  @AfterEach
  void end() throws Exception {
    lock.close();
  }

  private String begun() {
    return "file:%1$s has no trials yet: a run has begun there and has stored no wave. jobs/status file:%1$s says how it fares."
        .formatted(out);
  }

  @Test
  void itsStatusIsThatItRuns() throws Exception {
    var found = new StudyStatus(out.toString(), HadoopSettings.settings()).find();
    assertThat(found.ending()).isEqualTo(RunState.RUNNING);
    assertThat(found.text())
        .startsWith("file:" + out + ": a run has begun (process " + ProcessHandle.current().pid())
        .endsWith(") and has no wave yet\n");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itCannotBeQueriedYet(boolean written) throws Exception {
    if (written) { // on stores of objects files are there before their wave is committed
      Files.createDirectory(out.resolve("trials"));
    }
    assertThatThrownBy(() -> GradientAtlas.query(out.toString()).tables())
        .isInstanceOf(Query.Unanswerable.class)
        .hasMessage(begun());
  }

  @Test
  void itCannotBeSummarizedYet() throws Exception {
    var refused = (SummaryResult.Refused) SilentJobs.summarize(out);
    assertThat(refused.why()).isEqualTo(begun());
  }

  @Test
  void thereIsNothingToReportYet() throws Exception {
    var report = GradientAtlas.with(SparkForTests.session()).report(out.toString()).run();
    assertThat(((ReportResult.Refused) report).why()).isEqualTo(begun());
  }

  @Test
  void thereIsNothingToExamineYet() throws Exception {
    var said = new StringWriter();
    var err = new PrintWriter(said, true);
    var doctor = new OutputDoctor(out.toString(), HadoopSettings.settings(), err, err);
    assertThat(doctor.examine()).isEqualTo(ExaminationResult.NOTHING);
    assertThat(said.toString().strip()).isEqualTo(begun());
  }
}
