package org.gradientatlas.spark.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gradientatlas.SparkForTests;
import org.gradientatlas.spark.SilentJobs;
import org.gradientatlas.spark.summary.SummaryResult;

/** A study of networks of all architectures, trained, summarized and reported. */
public final class EveryArchitecture {
  public static final int DEPTH = 3;
  public static final int TIME_STEPS = 12;

  private static final String STUDY =
      """
      study { name = architectures, replicates = 2, seed = 7 }
      grid {
        architecture = [
          dense, "recurrent(tanh)", { type = recurrent, cell = lstm, forget-bias = 3 },
          "recurrent(gru)", { type = convolution, dimensions = 1 }, { type = residual-blocks },
          { type = transformer, heads = 4 }
        ]
        depth = %d, width = 16, learning-rate = 0.1, batch-size = 32
      }
      training.steps = 10
      data { type = sequence, features = 4, classes = 3, examples = 100, time-steps = %d }
      """
          .formatted(DEPTH, TIME_STEPS);

  private EveryArchitecture() {}

  /**
   * Runs the study, and writes its page beside its tables.
   *
   * @return what the summary says
   */
  public static String run(Path out) throws IOException {
    SilentJobs.sweep(Files.writeString(out.resolve("_study.conf"), STUDY), out);
    String summary = ((SummaryResult.Done) SilentJobs.summarize(out)).text();
    assertThat(
            new ReportJob(
                    SparkForTests.session().sparkContext().hadoopConfiguration(), out.toString())
                .run())
        .isInstanceOf(ReportResult.Done.class);
    return summary;
  }

  /** The data in its page. */
  static JsonNode data(Path out) throws IOException {
    String page = Files.readString(out.resolve("report.html"));
    String start = "<script type=\"application/json\" id=\"data\">";
    int from = page.indexOf(start) + start.length();
    return new ObjectMapper().readTree(page.substring(from, page.indexOf("</script>", from)));
  }
}
