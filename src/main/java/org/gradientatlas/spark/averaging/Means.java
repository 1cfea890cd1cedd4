package org.gradientatlas.spark.averaging;

import java.util.List;
import java.util.function.Function;

/** Means of vectors, entry by entry, in double precision and in the order given. */
final class Means {
  private Means() {}

  static <T> double[] of(List<T> items, Function<T, double[]> vector) {
    double[] sum = vector.apply(items.get(0)).clone();
    for (T item : items.subList(1, items.size())) {
      double[] next = vector.apply(item);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += next[i];
      }
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= items.size();
    }
    return sum;
  }
}
