package org.gradientatlas.train.nd4j;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import org.gradientatlas.axis.Precision;

/** The three matrix products of a dense layer, by OpenBLAS on the tensors' own memory. */
final class Products {
  private Products() {}

  /** z = a W, for the first {@code batch} rows. */
  static void forward(Tensor a, Tensor w, Tensor z, int batch) {
    int in = w.rows();
    int out = w.columns();
    double scale = power(z.exponent() - a.exponent());
    gemm(CblasNoTrans, CblasNoTrans, batch, out, in, scale, a, in, w, out, 0, z, out);
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
    gemm(CblasNoTrans, CblasTrans, batch, in, out, scale, delta, out, w, out, added, below, in);
  }

  /** The weight gradient, a mean over the batch: g = a^T delta / batch. */
  static void gradient(Tensor a, Tensor delta, Tensor g, int batch) {
    int in = g.rows();
    int out = g.columns();
    double scale = power(g.exponent() - a.exponent() - delta.exponent()) / batch;
    gemm(CblasTrans, CblasNoTrans, in, out, batch, scale, a, in, delta, out, 0, g, out);
  }

  private static double power(int exponent) {
    return Math.scalb(1.0, exponent);
  }

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
      Tensor c,
      int ldc) {
    if (c.precision() == Precision.FLOAT32) {
      cblas_sgemm(
          CblasRowMajor,
          transposeA,
          transposeB,
          m,
          n,
          k,
          (float) scale,
          a.floats(),
          lda,
          b.floats(),
          ldb,
          added,
          c.floats(),
          ldc);
    } else {
      cblas_dgemm(
          CblasRowMajor,
          transposeA,
          transposeB,
          m,
          n,
          k,
          scale,
          a.doubles(),
          lda,
          b.doubles(),
          ldb,
          added,
          c.doubles(),
          ldc);
    }
  }
}
