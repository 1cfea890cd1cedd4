package org.gradientatlas.spark.input;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Split;
import org.jspecify.annotations.Nullable;

/**
 * The splits that the tasks of one executor used last, so that the trials of a replicate share one
 * copy. Each is made once, by the first task that asks; others wait for it and for no other.
 */
final class SplitCache {
  private final long capacity;
  private final Map<Key, Slot> slots = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param capacity bytes of splits kept; the one used last is kept whatever its size
   */
  SplitCache(long capacity) {
    this.capacity = capacity;
  }

  /** Which data, of which replicate of which study. */
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

  /** Drops the splits used longest ago until the rest fits. */
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

    /** Makes the split unless it is there; a failure leaves the slot empty for the next to try. */
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
          ? bytes(split.training())
          : bytes(split.training()) + bytes(split.validation());
    }

    private static long bytes(Dataset data) {
      return (long) Float.BYTES * data.features().length
          + (long) Double.BYTES * data.targets().length;
    }
  }
}
