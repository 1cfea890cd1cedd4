package org.gradientatlas.train.nd4j.program;

import java.util.List;
import org.gradientatlas.axis.architecture.LayerSite;
import org.gradientatlas.measure.LayerStats;
import org.jspecify.annotations.Nullable;

/** A layer of a program: its tensors, and what is recorded of it. */
public final class Site {
  public final LayerSite layer;
  public final List<Learned> tensors;

  /** Of a recurrent layer: what each time step computed; null for others. */
  public @Nullable TimeProfile profile;

  /** Of a block, in the last recorded pass. */
  public LayerStats.Stream stream = LayerStats.Stream.NONE;

  public Site(LayerSite layer, List<Learned> tensors) {
    this.layer = layer;
    this.tensors = tensors;
  }

  /** A tensor that the layer has. */
  public Learned tensor(String name) {
    Learned found = find(name);
    if (found == null) {
      throw new IllegalArgumentException("layer " + layer.index() + " has no tensor " + name);
    }
    return found;
  }

  /** A tensor; null if the layer does not have it, as without biases. */
  public @Nullable Learned find(String name) {
    return tensors.stream()
        .filter(tensor -> tensor.site().name().equals(name))
        .findFirst()
        .orElse(null);
  }
}
