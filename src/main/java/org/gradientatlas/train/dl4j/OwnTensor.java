package org.gradientatlas.train.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradientatlas.axis.architecture.TensorSite;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A parameter of a layer of the user's network, and where its numbers lie in Deeplearning4j's flat
 * vectors.
 *
 * @param name as Deeplearning4j has it
 * @param shape of one or two dimensions, or of four: [outputs, inputs, height, width] of a kernel
 * @param strides from a number to the next in each dimension, in the flat vectors
 * @param from index of its first number; the others follow without a gap
 * @param sites what it starts from, side by side: one, or one for each gate
 * @param learned whether a gradient changes it; a batch normalization's statistics change otherwise
 */
@SuppressWarnings("ArrayRecordComponent")
record OwnTensor(
    String name, long[] shape, long[] strides, int from, List<TensorSite> sites, boolean learned) {
  /** Copies the sites. */
  OwnTensor {
    sites = List.copyOf(sites);
  }

  static OwnTensor of(String name, INDArray view, List<TensorSite> sites, boolean learned) {
    return of(name, view, view.stride(), sites, learned);
  }

  /**
   * The kernel of a convolution over sequences. Deeplearning4j says that it has [outputs, inputs,
   * places, 1], and reads the same numbers as [places, inputs, outputs].
   */
  static OwnTensor ofLine(String name, INDArray view, List<TensorSite> sites) {
    long outputs = view.size(0);
    long[] strides = {1, outputs, outputs * view.size(1), 1};
    return of(name, view, strides, sites, true);
  }

  private static OwnTensor of(
      String name, INDArray view, long[] strides, List<TensorSite> sites, boolean learned) {
    return new OwnTensor(
        name, view.shape(), strides, Math.toIntExact(view.offset()), sites, learned);
  }

  int size() {
    return Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
  }

  /** The first index after its numbers. */
  int end() {
    return from + size();
  }

  /** Its numbers, in the flat vectors' order. */
  double[] of(double[] flat) {
    return Arrays.copyOfRange(flat, from, end());
  }

  TensorSite first() {
    return sites.get(0);
  }

  /** The weights of each output, or the whole if it has one row. */
  List<LayerRange.Unit> units() {
    int outputs = shape.length == 4 ? (int) shape[0] : (int) shape[shape.length - 1];
    int inputs = size() / outputs;
    if (shape.length == 1 || inputs == 1) {
      return List.of(new LayerRange.Unit(from, end()));
    }
    var units = new ArrayList<LayerRange.Unit>();
    int across = (int) strides[shape.length == 4 ? 0 : shape.length - 1];
    for (int output = 0; output < outputs; output++) {
      int first = from + output * across;
      units.add(
          across == 1
              ? new LayerRange.Unit(first, end(), outputs)
              : new LayerRange.Unit(first, first + inputs));
    }
    return units;
  }

  /**
   * The flat index of a site's number.
   *
   * @param block which of the sites
   * @param row of its matrix; of a kernel the places follow one another, with all inputs of each
   */
  int index(int block, int row, int column) {
    if (shape.length == 4) {
      int inputs = (int) shape[1];
      int place = row / inputs;
      int width = (int) shape[3];
      return at(column, row % inputs, place / width, place % width);
    }
    int across = block * first().columns() + column;
    return shape.length == 1 ? at(across) : at(row, across);
  }

  private int at(int... indices) {
    long at = from;
    for (int i = 0; i < indices.length; i++) {
      at += indices[i] * strides[i];
    }
    return Math.toIntExact(at);
  }
}
