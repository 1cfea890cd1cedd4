package org.gradientatlas.table.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class RowCodecTest {
  @Test
  void rowsComeBackAsTheyWent() {
    long[] counts = new long[96];
    counts[0] = 1;
    counts[95] = Long.MAX_VALUE;
    Timestamp before1970 = Timestamp.from(Instant.parse("1969-12-31T23:59:59.123456Z"));
    Row first = RowFactory.create(null, 1.5, -3, 1L << 60, "δ \"x\"", before1970, counts);
    Row second = RowFactory.create("y".repeat(100_000), null, 0, -1L, "", null, new long[3]);
    var decoded = new ArrayList<Row>();
    RowCodec.decode(RowCodec.encode(List.of(first, second))).forEachRemaining(decoded::add);
    assertThat(decoded).hasSize(2);
    for (int i = 0; i < first.size(); i++) {
      assertThat(decoded.get(0).get(i)).isEqualTo(first.get(i));
      assertThat(decoded.get(1).get(i)).isEqualTo(second.get(i));
    }
  }

  @Test
  void noRowsAreNoRows() {
    assertThat(RowCodec.decode(RowCodec.encode(List.of()))).isExhausted();
  }
}
