package org.gradientatlas.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read of a file, when parts of it are not needed. */
class ByteRangeTest {
  private static final long GAP = 128 << 10;
  private static final ByteRange FILE = new ByteRange(0, 10 * GAP);

  private static ByteRange range(long start, long end) {
    return new ByteRange(start, end);
  }

  @Test
  void theRestOfAFileIsReadInOrder() {
    assertThat(ByteRange.outside(List.of(range(6 * GAP, 9 * GAP), range(4, 2 * GAP)), FILE))
        .containsExactly(range(0, 4), range(2 * GAP, 6 * GAP), range(9 * GAP, 10 * GAP));
  }

  @Test
  void aShortGapIsReadToo() {
    assertThat(ByteRange.outside(List.of(range(GAP, 2 * GAP)), FILE)).containsExactly(FILE);
    assertThat(ByteRange.outside(List.of(range(GAP, 2 * GAP + 1)), FILE)).hasSize(2);
  }

  @Test
  void whatIsBehindTheEndHasBeenRead() {
    assertThat(ByteRange.outside(List.of(range(4, 20 * GAP)), FILE)).containsExactly(range(0, 4));
    assertThat(ByteRange.outside(List.of(range(0, 20 * GAP)), FILE)).isEmpty();
    assertThat(ByteRange.outside(List.of(), range(0, 0))).isEmpty();
  }
}
