package org.gradientatlas.train.nd4j;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.util.Set;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.train.NativeRuntime;

/**
 * The three matrix products of a dense layer, by OpenBLAS on the tensors' own memory.
 *
 * <p>For some CPUs OpenBLAS has kernels of its own for small products, faster than those for all,
 * and takes them up to a number of multiply-adds. So larger products are cut into pieces that are
 * small, but for the transposed weights, where it does not pay. For other CPUs it clears what it
 * writes to entry by entry, which takes a tenth of a small product: there memory is cleared before,
 * and what is in it added.
 */
final class Products {
  /** The core types that have such kernels. */
  private static final boolean SMALL_KERNELS =
      Set.of("SkylakeX", "Cooperlake").contains(NativeRuntime.blasKernel());

  /** The greatest m n k that they are taken for. */
  private static final int SMALL = 1_000_000;

  /** Narrower pieces cost more than they save. */
  private static final int NARROWEST = 32;

  private Products() {}

  /** z = a W, for the first {@code batch} rows. */
  static void forward(Tensor a, Tensor w, Tensor z, int batch) {
    int in = w.rows();
    int out = w.columns();
    double scale = power(z.exponent() - a.exponent());
    gemm(CblasNoTrans, CblasNoTrans, batch, out, in, scale, a, in, w, out, 0, z);
  }

  /**
   * The derivative by a layer's input: below = delta W^T, for the first {@code batch} rows.
   *
   * @param added to what is below already, times this: 0 or 1
   */
  static void backward(Tensor delta, Tensor w, Tensor below, int batch, int added) {
    int in = w.rows();
    int out = w.columns();
    double scale = power(below.exponent() - delta.exponent());
    gemm(CblasNoTrans, CblasTrans, batch, in, out, scale, delta, out, w, out, added, below);
  }

  /** The weight gradient, a mean over the batch: g = a^T delta / batch. */
  static void gradient(Tensor a, Tensor delta, Tensor g, int batch) {
    int in = g.rows();
    int out = g.columns();
    double scale = power(g.exponent() - a.exponent() - delta.exponent()) / batch;
    gemm(CblasTrans, CblasNoTrans, in, out, batch, scale, a, in, delta, out, 0, g);
  }

  private static double power(int exponent) {
    return Math.scalb(1.0, exponent);
  }

  /** Piece by piece, some columns of c at a time. */
  private static void gemm(
      int transposeA,
      int transposeB,
      int m,
      int n,
      int k,
      double scale,
      Tensor a,
      int lda,
      Tensor b,
      int ldb,
      int added,
      Tensor c) {
    int step = transposeB == CblasTrans ? n : columnsAtOnce(m, n, k);
    int kept = added;
    if (!SMALL_KERNELS && added == 0) {
      c.clear(m);
      kept = 1;
    }
    for (int from = 0; from < n; from += step) {
      int columns = Math.min(step, n - from);
      if (c.precision() == Precision.FLOAT32) {
        cblas_sgemm(
            CblasRowMajor,
            transposeA,
            transposeB,
            m,
            columns,
            k,
            (float) scale,
            a.floats(0),
            lda,
            b.floats(from),
            ldb,
            kept,
            c.floats(from),
            n);
      } else {
        cblas_dgemm(
            CblasRowMajor,
            transposeA,
            transposeB,
            m,
            columns,
            k,
            scale,
            a.doubles(0),
            lda,
            b.doubles(from),
            ldb,
            kept,
            c.doubles(from),
            n);
      }
    }
  }

  /** All n, unless fewer make the product a small one. */
  static int columnsAtOnce(int m, int n, int k) {
    long work = (long) m * k;
    if (!SMALL_KERNELS || work * n <= SMALL) {
      return n;
    }
    int columns = Integer.highestOneBit((int) (SMALL / work));
    return columns < NARROWEST ? n : columns;
  }
}
