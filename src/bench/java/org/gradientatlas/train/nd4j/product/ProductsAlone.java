package org.gradientatlas.train.nd4j.product;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.gradientatlas.axis.Precision;
import org.gradientatlas.train.nd4j.memory.Arena;
import org.gradientatlas.train.nd4j.memory.Tensor;

/**
 * The products of one step and nothing else: for every layer three (two for the first) on tensors
 * of its own, in the order of a step.
 */
public final class ProductsAlone implements AutoCloseable {
  /** The three products of a layer, as {@link Products} has them. */
  private interface Multiplier {
    void forward(Tensor a, Tensor w, Tensor z);

    void backward(Tensor delta, Tensor w, Tensor below);

    void gradient(Tensor a, Tensor delta, Tensor g);
  }

  private record Layer(Tensor weights, Tensor outputs, Tensor deltas, Tensor gradient) {}

  private final Arena arena = new Arena(Precision.FLOAT32);
  private final Random random = new Random(3);
  private final List<Layer> layers = new ArrayList<>();
  private final Tensor input;
  private final Multiplier multiplier;

  private ProductsAlone(int batch, int width, int depth, int classes, Multiplier multiplier) {
    this.multiplier = multiplier;
    this.input = filled(batch, width);
    Tensor hidden = arena.take(width, width);
    for (int layer = 0; layer <= depth; layer++) {
      int outputs = layer < depth ? width : classes;
      layers.add(
          new Layer(
              filled(width, outputs),
              filled(batch, outputs),
              filled(batch, outputs),
              layer < depth ? hidden : arena.take(width, outputs)));
    }
  }

  /** One call of OpenBLAS's cblas_sgemm for each. */
  public static ProductsAlone sgemm(int batch, int width, int depth, int classes) {
    return new ProductsAlone(batch, width, depth, classes, new Sgemm());
  }

  /** As the engine multiplies. */
  public static ProductsAlone engine(int batch, int width, int depth, int classes) {
    return new ProductsAlone(batch, width, depth, classes, new OfTheEngine());
  }

  private Tensor filled(int rows, int columns) {
    Tensor tensor = arena.take(rows, columns);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, random.nextGaussian() / Math.sqrt(columns));
    }
    return tensor;
  }

  public void run(int steps) {
    for (int step = 0; step < steps; step++) {
      pass();
    }
  }

  private void pass() {
    for (int i = 0; i < layers.size(); i++) {
      multiplier.forward(below(i), layers.get(i).weights(), layers.get(i).outputs());
    }
    for (int i = layers.size() - 1; i > 0; i--) {
      Layer layer = layers.get(i);
      multiplier.backward(layer.deltas(), layer.weights(), layers.get(i - 1).deltas());
    }
    for (int i = 0; i < layers.size(); i++) {
      multiplier.gradient(below(i), layers.get(i).deltas(), layers.get(i).gradient());
    }
  }

  private Tensor below(int layer) {
    return layer == 0 ? input : layers.get(layer - 1).outputs();
  }

  @Override
  public void close() {
    arena.close();
  }

  private static final class OfTheEngine implements Multiplier {
    @Override
    public void forward(Tensor a, Tensor w, Tensor z) {
      Products.forward(a, w, z, a.rows());
    }

    @Override
    public void backward(Tensor delta, Tensor w, Tensor below) {
      Products.backward(delta, w, below, delta.rows(), 0);
    }

    @Override
    public void gradient(Tensor a, Tensor delta, Tensor g) {
      Products.gradient(a, delta, g, a.rows());
    }
  }

  private static final class Sgemm implements Multiplier {
    @Override
    public void forward(Tensor a, Tensor w, Tensor z) {
      sgemm(CblasNoTrans, CblasNoTrans, w.rows(), a, w, z, 1);
    }

    @Override
    public void backward(Tensor delta, Tensor w, Tensor below) {
      sgemm(CblasNoTrans, CblasTrans, w.columns(), delta, w, below, 1);
    }

    @Override
    public void gradient(Tensor a, Tensor delta, Tensor g) {
      sgemm(CblasTrans, CblasNoTrans, a.rows(), a, delta, g, 1f / a.rows());
    }

    private static void sgemm(
        int transposeA, int transposeB, int k, Tensor a, Tensor b, Tensor c, float scale) {
      cblas_sgemm(
          CblasRowMajor,
          transposeA,
          transposeB,
          c.rows(),
          c.columns(),
          k,
          scale,
          a.floats(0),
          a.columns(),
          b.floats(0),
          b.columns(),
          0,
          c.floats(0),
          c.columns());
    }
  }
}
