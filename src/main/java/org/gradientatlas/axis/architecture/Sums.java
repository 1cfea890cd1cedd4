package org.gradientatlas.axis.architecture;

import java.util.ArrayList;
import java.util.List;

/** Layers that sum weighted inputs and may add a bias. */
final class Sums {
  private Sums() {}

  static LayerSite layer(
      int index, String name, int fanIn, int fanOut, boolean bias, int sharedOver) {
    return new LayerSite(index, name, tensors("", fanIn, fanOut, bias), sharedOver);
  }

  /** The layer that the loss reads. */
  static LayerSite output(NetworkSize size, int fanIn) {
    return layer(size.depth() + 1, "output", fanIn, size.outputs(), size.bias(), 1);
  }

  /** W and b, with a suffix to their names. */
  static List<TensorSite> tensors(String suffix, int fanIn, int fanOut, boolean bias) {
    var tensors = new ArrayList<TensorSite>();
    tensors.add(TensorSite.weights("W" + suffix, fanIn, fanOut));
    if (bias) {
      tensors.add(TensorSite.bias("b" + suffix, fanOut, 0));
    }
    return tensors;
  }
}
