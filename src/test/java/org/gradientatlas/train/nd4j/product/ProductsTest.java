package org.gradientatlas.train.nd4j.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.gradientatlas.NativesForTests;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.train.NativeRuntime;
import org.gradientatlas.train.nd4j.memory.Arena;
import org.gradientatlas.train.nd4j.memory.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The products entry by entry, of sizes that are cut into pieces and of such that are not. */
class ProductsTest {
  private final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(5);

  @ParameterizedTest
  @EnumSource
  void productsAreSumsOfProductsOfEntries(Precision precision) {
    for (int[] shape :
        new int[][] {{64, 128, 128}, {60, 130, 203}, {128, 256, 256}, {9, 5, 7}, {8, 500, 503}}) {
      productsAreSumsOfProductsOfEntries(precision, shape[0], shape[1], shape[2]);
    }
  }

  @ParameterizedTest
  @EnumSource
  void productsByOpenBlasAloneAreSumsOfProductsOfEntries(Precision precision) {
    NativeRuntime.prepare(1, NativesForTests.running());
    try {
      assertThat(Products.kernel(precision)).isEqualTo(NativeRuntime.blasKernel());
      productsAreSumsOfProductsOfEntries(precision);
    } finally {
      NativeRuntime.prepare(1, null);
    }
  }

  @ParameterizedTest
  @EnumSource
  void productsNameTheirKernels(Precision precision) {
    boolean both = NativeRuntime.oneDnn() && precision == Precision.FLOAT32;
    assertThat(Products.kernel(precision))
        .isEqualTo(NativeRuntime.blasKernel() + (both ? "+oneDNN" : ""));
  }

  private void productsAreSumsOfProductsOfEntries(Precision precision, int batch, int in, int out) {
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

  /** Threads of OpenMP and of OpenBLAS bear the name of the one that started them. */
  @Test
  void productsStartNoThreads() throws IOException {
    Path tasks = Path.of("/proc/self/task");
    assumeTrue(Files.isDirectory(tasks));
    long before = threadsNamedAsThisOne(tasks);
    try (var arena = new Arena(Precision.FLOAT32)) {
      Tensor a = filled(arena, 512, 480);
      Tensor w = filled(arena, 480, 480);
      Products.forward(a, w, arena.take(512, 480), 512);
      Products.gradient(a, a, w, 512);
    }
    assertThat(threadsNamedAsThisOne(tasks)).isEqualTo(before);
  }

  private static long threadsNamedAsThisOne(Path tasks) throws IOException {
    String own = Files.readString(Path.of("/proc/thread-self/comm"));
    long count = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        count += Files.readString(thread.resolve("comm")).equals(own) ? 1 : 0;
      }
    }
    return count;
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
  void productsThatAreSmallOrFarTooLargeAreNotCut() {
    assertThat(Products.columnsAtOnce(64, 64, 64)).isEqualTo(64);
    assertThat(Products.columnsAtOnce(512, 512, 512)).isEqualTo(512);
  }
}
