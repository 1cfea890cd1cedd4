package org.gradientatlas.axis.architecture;

import java.util.ArrayList;

/** What architectures of blocks have in common. */
final class Blocks {
  private Blocks() {}

  /** The output layer, with the last normalization of pre-norm before it. */
  static LayerSite output(NetworkSize size, NormPlace norm) {
    LayerSite plain = Sums.output(size, size.width());
    if (norm != NormPlace.PRE) {
      return plain;
    }
    var tensors = new ArrayList<>(plain.tensors());
    tensors.add(TensorSite.gain("gain", size.width()));
    tensors.add(TensorSite.shift("shift", size.width()));
    return new LayerSite(plain.index(), plain.name(), tensors, 1);
  }
}
