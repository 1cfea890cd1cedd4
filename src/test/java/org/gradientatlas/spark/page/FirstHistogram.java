package org.gradientatlas.spark.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import org.gradientatlas.query.StudyDatabase;

/** A page's histogram of the first layer in the probe, against sums over stored rows. */
final class FirstHistogram {
  private FirstHistogram() {}

  /**
   * Checks the heights of its buckets, and that no entry lies outside of them.
   *
   * @param rows a condition for the rows of layers that it is the sum of
   */
  static void check(StudyDatabase tables, JsonNode histograms, String rows) throws SQLException {
    byte[] bytes = Base64.getDecoder().decode(histograms.get("buckets").asText());
    int first = bytes[0];
    long[] counts = new long[bytes[1]];
    assertThat(counts).as("buckets").isNotEmpty();
    for (int i = 0; i < counts.length; i++) {
      counts[i] = sum(tables, "grad_log2_histogram[%d]".formatted(first + i + 1), rows);
    }
    assertThat(Arrays.stream(counts).sum())
        .isEqualTo(sum(tables, "list_sum(grad_log2_histogram)", rows));
    long most = Arrays.stream(counts).max().orElseThrow();
    for (int i = 0; i < counts.length; i++) {
      assertThat((bytes[2 + i] & 0xff) / 255.0)
          .as("bucket %d where %s", first + i, rows)
          .isCloseTo((double) counts[i] / most, within(1 / 255.0));
    }
  }

  private static long sum(StudyDatabase tables, String what, String rows) throws SQLException {
    return (long) tables.number("SELECT sum(%s) FROM layers WHERE %s".formatted(what, rows));
  }
}
