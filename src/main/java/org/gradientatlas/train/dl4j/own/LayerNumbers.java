package org.gradientatlas.train.dl4j.own;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a layer's settings. Deeplearning4j checks them where models are built, and not
 * where they are read: it would meet them in the middle of training, or in native code.
 */
final class LayerNumbers {
  private LayerNumbers() {}

  /** What is wrong with one; empty for nothing. */
  static String problem(Layer layer) {
    if (layer instanceof ConvolutionLayer convolution) {
      String places =
          places(
              convolution.getKernelSize(),
              convolution.getStride(),
              convolution.getDilation(),
              convolution.getPadding());
      boolean causal = convolution.getConvolutionMode() == ConvolutionMode.Causal;
      if (causal && !(layer instanceof Convolution1DLayer)) {
        return "convolutionMode = Causal goes with sequences alone";
      }
      return places.isEmpty() ? units(convolution) : places;
    }
    if (layer instanceof SubsamplingLayer pooling) {
      return places(
          pooling.getKernelSize(),
          pooling.getStride(),
          pooling.getDilation(),
          pooling.getPadding());
    }
    boolean weights =
        layer instanceof FeedForwardLayer
            && !(layer instanceof BatchNormalization)
            && layer.initializer().paramKeys(layer).contains("W");
    return weights ? units((FeedForwardLayer) layer) : "";
  }

  private static String units(FeedForwardLayer layer) {
    return layer.getNIn() < 1 || layer.getNOut() < 1
        ? "nin = %d and nout = %d must both be at least 1"
            .formatted(layer.getNIn(), layer.getNOut())
        : "";
  }

  private static String places(int[] kernel, int[] stride, int[] dilation, int[] padding) {
    String small = least("kernelSize", kernel, 1);
    small = small.isEmpty() ? least("stride", stride, 1) : small;
    small = small.isEmpty() ? least("dilation", dilation, 1) : small;
    return small.isEmpty() ? least("padding", padding, 0) : small;
  }

  private static String least(String setting, int @Nullable [] values, int least) {
    return values == null || Arrays.stream(values).allMatch(value -> value >= least)
        ? ""
        : "%s = %s must have numbers of at least %d"
            .formatted(setting, Arrays.toString(values), least);
  }
}
