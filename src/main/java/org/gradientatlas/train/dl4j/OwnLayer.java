package org.gradientatlas.train.dl4j;

import java.util.Comparator;
import java.util.List;
import org.gradientatlas.axis.architecture.LayerSite;

/**
 * A layer with parameters of the user's network.
 *
 * @param layer from 1
 * @param tensors one after the other in Deeplearning4j's flat vectors
 */
record OwnLayer(int layer, String name, List<OwnTensor> tensors) implements LayerRange {
  /** Copies the tensors. */
  OwnLayer {
    tensors = List.copyOf(tensors);
  }

  /** Those that have a gradient, and so a row: weights first, whose row stands for the layer. */
  List<OwnTensor> learned() {
    return tensors.stream()
        .filter(OwnTensor::learned)
        .sorted(Comparator.comparing(tensor -> !tensor.first().leads()))
        .toList();
  }

  @Override
  public int from() {
    return tensors.get(0).from();
  }

  @Override
  public int end() {
    return tensors.get(tensors.size() - 1).end();
  }

  @Override
  public List<Unit> units() {
    return tensors.stream().flatMap(tensor -> tensor.units().stream()).toList();
  }

  /** What its tensors start from: those of all tensors, in their order. */
  LayerSite site() {
    return new LayerSite(
        layer, name, tensors.stream().flatMap(tensor -> tensor.sites().stream()).toList(), 1);
  }
}
