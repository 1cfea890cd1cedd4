package org.gradientatlas.train.nd4j.program;

import java.util.List;
import org.gradientatlas.axis.architecture.LayerSite;
import org.gradientatlas.measure.LayerStats;
import org.jspecify.annotations.Nullable;

/** A layer of a program: its tensors, and what is recorded of it. */
final class Site {
  final LayerSite layer;
  final List<Learned> tensors;

  /** Of a recurrent layer: what each time step computed; null for others. */
  @Nullable TimeProfile profile;

  /** Of a block, in the last recorded pass. */
  LayerStats.Stream stream = LayerStats.Stream.NONE;

  Site(LayerSite layer, List<Learned> tensors) {
    this.layer = layer;
    this.tensors = tensors;
  }

  /** A tensor that the layer has. */
  Learned tensor(String name) {
    Learned found = find(name);
    if (found == null) {
      throw new IllegalArgumentException("layer " + layer.index() + " has no tensor " + name);
    }
    return found;
  }

  /** A tensor; null if the layer does not have it, as without biases. */
  @Nullable Learned find(String name) {
    return tensors.stream()
        .filter(tensor -> tensor.site().name().equals(name))
        .findFirst()
        .orElse(null);
  }
}
