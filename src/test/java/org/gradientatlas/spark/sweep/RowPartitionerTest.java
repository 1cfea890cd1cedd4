package org.gradientatlas.spark.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;
import org.junit.jupiter.api.Test;

class RowPartitionerTest {
  private static final long[] INDICES = LongStream.range(0, 100).map(i -> 7 * i).toArray();

  @Test
  void everyTableHasItsPartitionsAndEveryPartitionARange() {
    var partitioner =
        new RowPartitioner(
            List.of(
                new long[] {0, 140, 280, 420, 560},
                new long[] {0, 350},
                new long[0],
                new long[] {0}));
    assertThat(partitioner.numPartitions()).isEqualTo(8);
    assertThat(Tables.ALL).extracting(partitioner::from).containsExactly(0, 5, 7, 7);
    int[] counts = new int[8];
    for (Table<?> table : List.of(Tables.LAYERS, Tables.STEPS, Tables.TRIALS)) {
      int last = partitioner.from(table);
      for (long index : INDICES) {
        int p = partitioner.getPartition(RowPartitioner.key(table, index));
        assertThat(p).isGreaterThanOrEqualTo(last);
        assertThat(partitioner.table(p)).isEqualTo(table);
        last = p;
        counts[p]++;
      }
    }
    assertThat(counts).containsExactly(20, 20, 20, 20, 20, 50, 50, 100);
  }
}
