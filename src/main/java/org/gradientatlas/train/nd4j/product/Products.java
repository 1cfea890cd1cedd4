package org.gradientatlas.train.nd4j.product;

import static org.bytedeco.dnnl.global.dnnl.dnnl_sgemm;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.util.Set;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.train.NativeRuntime;
import org.gradientatlas.train.nd4j.memory.Tensor;

/**
 * The three matrix products of a dense layer on the tensors' own memory: by oneDNN in single
 * precision where it is faster, by OpenBLAS everywhere else.
 *
 * <p>oneDNN multiplies without packing, which is faster while the weights fit into L2.
 *
 * <p>On some CPUs OpenBLAS has faster kernels for products up to a number of multiply-adds. Larger
 * products are therefore cut into small pieces, except with transposed weights, where it does not
 * pay. On other CPUs OpenBLAS clears its output entry by entry, a tenth of the time of a small
 * product: there we clear the memory first and let OpenBLAS add to it.
 */
public final class Products {
  /** Whether this core type has kernels for small products. */
  private static final boolean SMALL_KERNELS =
      Set.of("SkylakeX", "Cooperlake").contains(NativeRuntime.blasKernel());

  /** The greatest m n k that OpenBLAS uses them for. */
  private static final int SMALL = 1_000_000;

  /** The greatest number of weights that oneDNN is used for. */
  private static final int ONEDNN_WEIGHTS = 250_000;

  /** Narrower pieces cost more than they save. */
  private static final int NARROWEST = 32;

  private Products() {}

  /** The kernels of products, by name. */
  public static String kernel(Precision precision) {
    String openBlas = NativeRuntime.blasKernel();
    return oneDnn(precision) ? openBlas + "+oneDNN" : openBlas;
  }

  private static boolean oneDnn(Precision precision) {
    return precision == Precision.FLOAT32 && NativeRuntime.oneDnn();
  }

  /** z = a W, for the first {@code batch} rows. */
  public static void forward(Tensor a, Tensor w, Tensor z, int batch) {
    multiply(w, false, false, batch, a, w, 0, z);
  }

  /**
   * The derivative with respect to a layer's input: below = delta W^T, for the first {@code batch}
   * rows.
   *
   * @param added 0 to overwrite {@code below}, 1 to add to it
   */
  public static void backward(Tensor delta, Tensor w, Tensor below, int batch, int added) {
    multiply(w, false, true, batch, delta, w, added, below);
  }

  /** The weight gradient, a mean over the batch: g = a^T delta / batch. */
  public static void gradient(Tensor a, Tensor delta, Tensor g, int batch) {
    multiply(g, true, false, batch, a, delta, 0, g);
  }

  /**
   * c = scale a b + added c, over all rows, with a or b possibly transposed; exponents count.
   *
   * @param added 0 to overwrite c, 1 to add to it
   */
  public static void multiply(
      boolean transposeA,
      boolean transposeB,
      double scale,
      Tensor a,
      Tensor b,
      int added,
      Tensor c) {
    Tensor smaller = transposeA ? c : b;
    multiply(smaller, transposeA, transposeB, a.rows(), scale, a, b, added, c);
  }

  /**
   * c = scale a b + added c for blocks of matrices without exponents, with a or b possibly
   * transposed.
   *
   * @param added 0 to overwrite c, 1 to add to it
   */
  public static void multiply(
      boolean transposeA,
      boolean transposeB,
      double scale,
      Window a,
      Window b,
      int added,
      Window c) {
    int k = transposeA ? a.rows : a.columns;
    if (c.tensor.precision() == Precision.FLOAT32) {
      cblas_sgemm(
          CblasRowMajor,
          transposeA ? CblasTrans : CblasNoTrans,
          transposeB ? CblasTrans : CblasNoTrans,
          c.rows,
          c.columns,
          k,
          (float) scale,
          a.tensor.floats(a.from),
          a.tensor.columns(),
          b.tensor.floats(b.from),
          b.tensor.columns(),
          added,
          c.tensor.floats(c.from),
          c.tensor.columns());
      return;
    }
    cblas_dgemm(
        CblasRowMajor,
        transposeA ? CblasTrans : CblasNoTrans,
        transposeB ? CblasTrans : CblasNoTrans,
        c.rows,
        c.columns,
        k,
        scale,
        a.tensor.doubles(a.from),
        a.tensor.columns(),
        b.tensor.doubles(b.from),
        b.tensor.columns(),
        added,
        c.tensor.doubles(c.from),
        c.tensor.columns());
  }

  /**
   * c = a b + added c, with a or b possibly transposed; with a transposed, the mean over the batch.
   */
  private static void multiply(
      Tensor weights,
      boolean transposeA,
      boolean transposeB,
      int batch,
      Tensor a,
      Tensor b,
      int added,
      Tensor c) {
    double scale = transposeA ? 1.0 / batch : 1;
    multiply(weights, transposeA, transposeB, batch, scale, a, b, added, c);
  }

  private static void multiply(
      Tensor weights,
      boolean transposeA,
      boolean transposeB,
      int batch,
      double factor,
      Tensor a,
      Tensor b,
      int added,
      Tensor c) {
    int m = transposeA ? a.columns() : batch;
    int n = c.columns();
    int k = transposeA ? batch : a.columns();
    double scale = factor * Math.scalb(1.0, c.exponent() - a.exponent() - b.exponent());
    if (weights.size() > ONEDNN_WEIGHTS || !oneDnn(weights.precision())) {
      openBlas(transposeA, transposeB, m, n, k, scale, a, b, added, c);
      return;
    }
    int status =
        dnnl_sgemm(
            (byte) (transposeA ? 'T' : 'N'),
            (byte) (transposeB ? 'T' : 'N'),
            m,
            n,
            k,
            (float) scale,
            a.floats(0),
            a.columns(),
            b.floats(0),
            b.columns(),
            added,
            c.floats(0),
            n);
    if (status != dnnl_success) {
      throw new IllegalStateException("oneDNN's sgemm fails with status " + status);
    }
  }

  /** A few columns of c at a time. */
  private static void openBlas(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      double scale,
      Tensor a,
      Tensor b,
      int added,
      Tensor c) {
    int step = transposeB ? n : columnsAtOnce(m, n, k);
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
            transposeA ? CblasTrans : CblasNoTrans,
            transposeB ? CblasTrans : CblasNoTrans,
            m,
            columns,
            k,
            (float) scale,
            a.floats(0),
            a.columns(),
            b.floats(from),
            b.columns(),
            kept,
            c.floats(from),
            n);
      } else {
        cblas_dgemm(
            CblasRowMajor,
            transposeA ? CblasTrans : CblasNoTrans,
            transposeB ? CblasTrans : CblasNoTrans,
            m,
            columns,
            k,
            scale,
            a.doubles(0),
            a.columns(),
            b.doubles(from),
            b.columns(),
            kept,
            c.doubles(from),
            n);
      }
    }
  }

  /** All n, or as few as make the product small. */
  static int columnsAtOnce(int m, int n, int k) {
    long work = (long) m * k;
    if (!SMALL_KERNELS || work * n <= SMALL) {
      return n;
    }
    int columns = Integer.highestOneBit((int) (SMALL / work));
    return columns < NARROWEST ? n : columns;
  }
}
