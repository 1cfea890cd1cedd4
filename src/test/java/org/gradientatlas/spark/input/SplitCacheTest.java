package org.gradientatlas.spark.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.gradientatlas.data.DataSpec;
import org.gradientatlas.data.Dataset;
import org.gradientatlas.data.Split;
import org.junit.jupiter.api.Test;

class SplitCacheTest {
  private static final long SPLIT_BYTES = 10 * Float.BYTES + 10 * Double.BYTES;

  private final AtomicInteger made = new AtomicInteger();

  private Split make() {
    made.incrementAndGet();
    var data = Dataset.ofNumbers(new float[10], 1, new double[10], 1);
    return new Split(data, data);
  }

  private static SplitCache.Key key(int replicate) {
    return new SplitCache.Key(new DataSpec.Spirals(2, 10, 1, 0, 0, false), 42, replicate);
  }

  @Test
  void keepsTheSplitsUsedLast() {
    var cache = new SplitCache(2 * SPLIT_BYTES);
    Split first = cache.get(key(1), this::make);
    cache.get(key(2), this::make);
    assertThat(cache.get(key(1), this::make)).isSameAs(first);
    cache.get(key(3), this::make);
    assertThat(cache.get(key(1), this::make)).isSameAs(first);
    assertThat(made).hasValue(3);
    cache.get(key(2), this::make);
    assertThat(made).hasValue(4);
  }

  @Test
  void keepsOneSplitWhateverItsSize() {
    var cache = new SplitCache(1);
    Split split = cache.get(key(1), this::make);
    assertThat(cache.get(key(1), this::make)).isSameAs(split);
    cache.get(key(2), this::make);
    assertThat(cache.get(key(1), this::make)).isNotSameAs(split);
  }

  @Test
  void tasksThatAskAtOnceGetOneSplit() throws Exception {
    var cache = new SplitCache(SPLIT_BYTES);
    var start = new CyclicBarrier(8);
    Callable<Split> task =
        () -> {
          start.await();
          return cache.get(key(1), this::make);
        };
    var threads = Executors.newFixedThreadPool(8);
    try {
      Split expected = null;
      for (var split : threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> task).toList())) {
        expected = expected == null ? split.get() : expected;
        assertThat(split.get()).isSameAs(expected);
      }
    } finally {
      threads.shutdown();
    }
    assertThat(made).hasValue(1);
  }

  @Test
  void failureIsNotKept() {
    var cache = new SplitCache(SPLIT_BYTES);
    assertThatThrownBy(
            () ->
                cache.get(
                    key(1),
                    () -> {
                      throw new IllegalStateException("no data");
                    }))
        .hasMessage("no data");
    assertThat(List.of(cache.get(key(1), this::make), cache.get(key(1), this::make)))
        .hasSize(2)
        .doesNotContainNull();
    assertThat(made).hasValue(1);
  }
}
