package org.gradientatlas.train.dl4j.own;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.jspecify.annotations.Nullable;

/** Layers that are wrapped in others. */
public final class InnerLayers {
  private InnerLayers() {}

  /** A layer without its wrappers: two of them in a bidirectional one; none for null. */
  public static List<Layer> of(@Nullable Layer layer) {
    if (layer == null) {
      return List.of();
    }
    if (layer instanceof BaseWrapperLayer wrapper) {
      return of(wrapper.getUnderlying());
    }
    if (layer instanceof Bidirectional both) {
      var layers = new ArrayList<>(of(both.getFwd()));
      layers.addAll(of(both.getBwd()));
      return layers;
    }
    return List.of(layer);
  }

  /** How many places lie under a convolution's kernel; 1 for other layers. */
  static double kernel(Layer layer) {
    return layer instanceof ConvolutionLayer convolution && convolution.getKernelSize() != null
        ? Arrays.stream(convolution.getKernelSize()).asDoubleStream().reduce(1, (a, b) -> a * b)
        : 1;
  }
}
