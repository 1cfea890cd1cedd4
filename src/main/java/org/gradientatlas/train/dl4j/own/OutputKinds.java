package org.gradientatlas.train.dl4j.own;

import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.jspecify.annotations.Nullable;

/** Layers that have a loss. */
final class OutputKinds {
  private OutputKinds() {}

  static boolean endsNetwork(@Nullable Layer layer) {
    return layer instanceof BaseOutputLayer
        || layer instanceof LossLayer
        || layer instanceof RnnLossLayer
        || layer instanceof CnnLossLayer;
  }
}
