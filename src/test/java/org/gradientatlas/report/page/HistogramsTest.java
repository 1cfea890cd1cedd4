package org.gradientatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistogramsTest {
  private static byte[] packed(Histograms histograms) {
    return Base64.getDecoder().decode((String) histograms.packed().get("buckets"));
  }

  @Test
  void onlyBucketsBetweenTheLowestAndTheHighestAreKept() {
    var histograms = new Histograms(List.of(1, 2), List.of(5));
    histograms.set(5, 2, new long[] {0, 0, 7, 0, 1_000_000, 500_000, 0});

    assertThat(packed(histograms))
        .containsExactly(0, 0, 0, 0, 0, 0, 2, 4, 1, 0, (byte) 255, (byte) 128);
  }

  @Test
  void theProbeComesFirstAndLayersFollowEachOther() {
    var histograms = new Histograms(List.of(1, 9), List.of(0, 5));
    histograms.set(-1, 9, new long[] {3});
    histograms.set(0, 1, new long[] {0, 3});

    assertThat(packed(histograms))
        .containsExactly(0, 0, 0, 1, (byte) 255, 1, 1, (byte) 255, 0, 0, 0, 0, 0, 0);
    assertThat(histograms.packed())
        .containsEntry("layers", List.of(1, 9))
        .containsEntry("steps", List.of(0, 5));
  }
}
