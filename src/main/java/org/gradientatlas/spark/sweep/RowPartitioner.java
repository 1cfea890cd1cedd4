package org.gradientatlas.spark.sweep;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.Partitioner;
import org.gradientatlas.table.schema.Table;
import org.gradientatlas.table.schema.Tables;

/**
 * Sends the rows of each table to partitions of its own, by ranges of the grid index, so that every
 * partition becomes one sorted file. A key is the table's position and a grid index in one long.
 */
final class RowPartitioner extends Partitioner {
  private static final long serialVersionUID = 1;
  private static final int INDEX_BITS = 56;

  /** The first grid index of each part of each table. */
  private final long[][] starts;

  /** First partition of each table, and the number of partitions at the end. */
  private final int[] first;

  /**
   * @param starts the first grid index of each file, for each of {@link Tables#ALL}; none for a
   *     table without rows
   */
  RowPartitioner(List<long[]> starts) {
    this.starts = starts.toArray(long[][]::new);
    this.first = new int[starts.size() + 1];
    for (int t = 0; t < starts.size(); t++) {
      first[t + 1] = first[t] + starts.get(t).length;
    }
  }

  /** The key of a trial's rows in a table. Keys of one table sort by grid index. */
  static long key(Table<?> table, long index) {
    return (long) Tables.ALL.indexOf(table) << INDEX_BITS | index;
  }

  /** The table that a partition belongs to. */
  Table<?> table(int partition) {
    int t = 0;
    while (partition >= first[t + 1]) {
      t++;
    }
    return Tables.ALL.get(t);
  }

  /** The first partition of a table. */
  int from(Table<?> table) {
    return first[Tables.ALL.indexOf(table)];
  }

  @Override
  public int numPartitions() {
    return first[first.length - 1];
  }

  @Override
  public int getPartition(Object key) {
    long k = (Long) key;
    int table = (int) (k >>> INDEX_BITS);
    int at = Arrays.binarySearch(starts[table], k & ((1L << INDEX_BITS) - 1));
    return first[table] + (at >= 0 ? at : -at - 2);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowPartitioner that && Arrays.deepEquals(starts, that.starts);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(starts);
  }
}
