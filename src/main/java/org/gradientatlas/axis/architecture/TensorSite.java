package org.gradientatlas.axis.architecture;

import java.io.Serializable;

/**
 * A tensor that has a gradient of its own.
 *
 * @param name within its layer: {@code W}, {@code R}, {@code b}; part of tables
 * @param rows of the matrix that holds it
 * @param columns of that matrix
 * @param fanIn how many numbers each of its outputs is summed from
 * @param fanOut how many outputs each of its inputs reaches
 * @param leads whether its row carries what the layer's sum computed: pre-activations, activations
 *     and deltas
 * @param start what it starts from where neither an initializer nor its role says: the value of a
 *     bias, or of a scale
 * @param depthFactor the factor on drawn weights, as a scale rule asks for; 1 for none
 */
public record TensorSite(
    String name,
    TensorRole role,
    int rows,
    int columns,
    int fanIn,
    int fanOut,
    boolean leads,
    double start,
    double depthFactor)
    implements Serializable {

  /** Weights of a sum over all their rows. */
  static TensorSite weights(String name, int rows, int columns) {
    return weights(name, TensorRole.WEIGHTS, rows, columns, true);
  }

  static TensorSite weights(String name, TensorRole role, int rows, int columns, boolean leads) {
    return new TensorSite(name, role, rows, columns, rows, columns, leads, 0, 1);
  }

  static TensorSite bias(String name, int units, double start) {
    return new TensorSite(name, TensorRole.BIAS, 1, units, 1, units, false, start, 1);
  }

  static TensorSite shift(String name, int units) {
    return new TensorSite(name, TensorRole.SHIFT, 1, units, 1, units, false, 0, 1);
  }

  static TensorSite gain(String name, int units) {
    return new TensorSite(name, TensorRole.GAIN, 1, units, 1, units, false, 1, 1);
  }

  static TensorSite scale(String name, double start) {
    return new TensorSite(name, TensorRole.SCALE, 1, 1, 1, 1, false, start, 1);
  }

  /** The same with a factor on drawn weights. */
  TensorSite times(double factor) {
    return new TensorSite(
        name, role, rows, columns, fanIn, fanOut, leads, start, depthFactor * factor);
  }

  /** The number of entries. */
  public long entries() {
    return (long) rows * columns;
  }
}
