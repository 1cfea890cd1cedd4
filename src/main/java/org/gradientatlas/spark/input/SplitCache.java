package org.gradientatlas.spark.input;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.Split;
import org.jspecify.annotations.Nullable;

/**
 * The most recently used splits of an executor, so that the trials of a replicate share one copy.
 * The first task that asks builds a split; others wait for that split only.
 */
final class SplitCache {
  private final long capacity;
  private final Map<Key, Slot> slots = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param capacity bytes to keep; the most recently used split is kept whatever its size
   */
  SplitCache(long capacity) {
    this.capacity = capacity;
  }

  /** Identifies a split: data section, study seed and replicate. */
  record Key(DataSpec data, long seed, int replicate) implements Serializable {}

  Split get(Key key, Supplier<Split> make) {
    Split split = slot(key).get(make);
    evict();
    return split;
  }

  private Slot slot(Key key) {
    synchronized (slots) {
      return slots.computeIfAbsent(key, k -> new Slot());
    }
  }

  /** Drops the least recently used splits until the rest fit. */
  private void evict() {
    synchronized (slots) {
      long bytes = slots.values().stream().mapToLong(Slot::bytes).sum();
      var oldest = slots.values().iterator();
      for (int left = slots.size(); bytes > capacity && left > 1; left--) {
        bytes -= oldest.next().bytes();
        oldest.remove();
      }
    }
  }

  private static final class Slot {
    private @Nullable Split split;
    private volatile long bytes;

    /** Builds the split if missing; after a failure the next task tries again. */
    synchronized Split get(Supplier<Split> make) {
      if (split == null) {
        split = make.get();
        bytes = bytes(split);
      }
      return Objects.requireNonNull(split);
    }

    long bytes() {
      return bytes;
    }

    private static long bytes(Split split) {
      return split.validation().equals(split.training())
          ? split.training().bytes()
          : split.training().bytes() + split.validation().bytes();
    }
  }
}
