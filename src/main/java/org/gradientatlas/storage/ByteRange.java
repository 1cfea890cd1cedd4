package org.gradientatlas.storage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Adjacent bytes of a file.
 *
 * @param start offset of the first
 * @param end offset behind the last
 */
public record ByteRange(long start, long end) {
  /** A gap that costs less to read than another request would. */
  private static final long GAP = 128 << 10;

  public long length() {
    return end - start;
  }

  /**
   * What has to be read of a file, in order. Short gaps between two such ranges are read too.
   *
   * @param whole the file
   * @param unneeded parts of it; none overlap
   */
  public static List<ByteRange> outside(List<ByteRange> unneeded, ByteRange whole) {
    var needed = new ArrayList<ByteRange>();
    long start = whole.start;
    for (ByteRange hole :
        unneeded.stream().sorted(Comparator.comparing(ByteRange::start)).toList()) {
      append(needed, start, Math.min(hole.start, whole.end));
      start = Math.max(start, hole.end);
    }
    append(needed, start, whole.end);
    return needed;
  }

  private static void append(List<ByteRange> ranges, long start, long end) {
    if (start >= end) {
      return;
    }
    int last = ranges.size() - 1;
    if (last >= 0 && start - ranges.get(last).end <= GAP) {
      ranges.set(last, new ByteRange(ranges.get(last).start, end));
    } else {
      ranges.add(new ByteRange(start, end));
    }
  }
}
