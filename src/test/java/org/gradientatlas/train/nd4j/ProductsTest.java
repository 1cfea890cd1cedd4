package org.gradientatlas.train.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.train.NativeRuntime;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The products entry by entry, of sizes that are cut into pieces and of such that are not. */
class ProductsTest {
  private final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(5);

  @BeforeAll
  static void load() {
    NativeRuntime.prepare(1, null);
  }

  @ParameterizedTest
  @EnumSource
  void areSumsOfProducts(Precision precision) {
    for (int[] shape : new int[][] {{64, 128, 128}, {60, 130, 203}, {128, 256, 256}, {9, 5, 7}}) {
      areSumsOfProducts(precision, shape[0], shape[1], shape[2]);
    }
  }

  private void areSumsOfProducts(Precision precision, int batch, int in, int out) {
    try (var arena = new Arena(precision)) {
      Tensor a = filled(arena, batch, in);
      Tensor w = filled(arena, in, out);
      Tensor delta = filled(arena, batch, out);
      Tensor z = filled(arena, batch, out);
      Tensor below = filled(arena, batch, in);
      Tensor g = filled(arena, in, out);
      double[] before = entries(below);
      double error = precision == Precision.FLOAT32 ? 1e-4 : 1e-12;

      Products.forward(a, w, z, batch);
      Products.backward(delta, w, below, batch, 1);
      Products.gradient(a, delta, g, batch);

      for (int i = 0; i < batch; i++) {
        for (int j = 0; j < out; j++) {
          double sum = sum(a, i * in, 1, w, j, out, in);
          assertThat(z.get(i * out + j)).isEqualTo(sum, within(error));
        }
        for (int j = 0; j < in; j++) {
          double sum = before[i * in + j] + sum(delta, i * out, 1, w, j * out, 1, out);
          assertThat(below.get(i * in + j)).isEqualTo(sum, within(error));
        }
      }
      for (int i = 0; i < in; i++) {
        for (int j = 0; j < out; j++) {
          double mean = sum(a, i, in, delta, j, out, batch) / batch;
          assertThat(g.get(i * out + j)).isEqualTo(mean, within(error));
        }
      }
    }
  }

  /** The sum of n products of entries, each tensor from an index on by a stride. */
  private static double sum(
      Tensor a, int firstOfA, int strideOfA, Tensor b, int firstOfB, int strideOfB, int n) {
    double sum = 0;
    for (int k = 0; k < n; k++) {
      sum += a.get(firstOfA + k * strideOfA) * b.get(firstOfB + k * strideOfB);
    }
    return sum;
  }

  private static double[] entries(Tensor tensor) {
    double[] entries = new double[tensor.size()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = tensor.get(i);
    }
    return entries;
  }

  private Tensor filled(Arena arena, int rows, int columns) {
    Tensor tensor = arena.take(rows, columns);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, 2 * random.nextDouble() - 1);
    }
    return tensor;
  }

  @Test
  void whatIsSmallOrFarTooLargeIsNotCut() {
    assertThat(Products.columnsAtOnce(64, 64, 64)).isEqualTo(64);
    assertThat(Products.columnsAtOnce(512, 512, 512)).isEqualTo(512);
  }
}
